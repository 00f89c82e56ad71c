package dev.visor.nn.rssm;

import dev.visor.nn.ActivatedFloats;
import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.Floats;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The priors along imagined steps, of one head for each row, and the way back to the deterministic
 * states. The heads' weights get no gradient, so that nothing but the hidden layer's activations
 * and the distributions has to be kept of a step.
 *
 * <p>Within a step rows are ordered by head, so that each head computes once.
 */
final class PriorSteps {
  private final LatentShape shape;
  private final int rows;
  private final int outputs;
  private final List<Dense> hidden = new ArrayList<>();
  private final List<Dense> out = new ArrayList<>();
  private final List<ActivatedFloats> activations = new ArrayList<>();

  /** Rows of each step by head, and how many each head has. */
  private final int[] order;

  private final int[] counts;

  /** Of all steps, steps × rows. */
  private final Beliefs beliefs;

  private final Floats deterRows;
  private final Floats unitRows;
  private final Floats outRows;
  private final float[] deterPart;
  private final float[] units;
  private final float[] outPart;

  PriorSteps(Workspace workspace, LatentShape shape, Parameters parameters, int steps, int rows) {
    this.shape = shape;
    this.rows = rows;
    for (int k = 0; k < shape.ensemble(); k++) {
      hidden.add(Dense.member(parameters, "prior/hidden", k, shape.ensemble()));
      out.add(Dense.member(parameters, "prior/out", k, shape.ensemble()));
    }
    for (int step = 0; step < steps; step++) {
      activations.add(new ActivatedFloats(workspace, rows * shape.units(), Activation.ELU));
    }
    order = new int[steps * rows];
    counts = new int[steps * shape.ensemble()];
    beliefs = Beliefs.of(shape.state(), steps * rows);
    outputs = shape.state().outputs();
    deterRows = workspace.floats(rows * shape.deter());
    unitRows = workspace.floats(rows * shape.units());
    outRows = workspace.floats(rows * outputs);
    deterPart = new float[rows * shape.deter()];
    units = new float[rows * shape.units()];
    outPart = new float[rows * outputs];
  }

  /**
   * Computes the priors of a step, and draws a state from each.
   *
   * @param heads the head of each row
   * @param deter deterministic states, rows × length
   * @param noise of all steps
   * @param stoch receives the stochastic states, rows × length
   */
  void forward(int step, int[] heads, float[] deter, float[] noise, float[] stoch) {
    sort(step, heads);
    int length = shape.units();
    for (int k = 0, from = 0; k < shape.ensemble(); from += count(step, k++)) {
      int count = count(step, k);
      if (count > 0) {
        gather(step, from, count, deter);
        deterRows.write(0, deterPart, 0, count * shape.deter());
        hidden.get(k).forward(deterRows, unitRows, count);
        unitRows.read(0, units, from * length, count * length);
      }
    }
    ActivatedFloats activated = activations.get(step);
    activated.values().write(units);
    activated.forward();
    activated.values().read(units);
    for (int k = 0, from = 0; k < shape.ensemble(); from += count(step, k++)) {
      int count = count(step, k);
      if (count > 0) {
        unitRows.write(0, units, from * length, count * length);
        out.get(k).forward(unitRows, outRows, count);
        outRows.read(0, outPart, 0, count * outputs);
        sample(step, from, count, noise, stoch);
      }
    }
  }

  /**
   * Goes a step back.
   *
   * @param byStoch the gradient by the stochastic states, rows × length
   * @param noise that they were drawn with
   * @param toDeter receives the gradient by the deterministic states, rows × length
   */
  void backward(int step, float[] byStoch, float[] noise, float[] toDeter) {
    int length = shape.units();
    for (int k = 0, from = 0; k < shape.ensemble(); from += count(step, k++)) {
      int count = count(step, k);
      if (count > 0) {
        toOutputs(step, from, count, byStoch, noise);
        outRows.write(0, outPart, 0, count * outputs);
        out.get(k).backwardToInput(outRows, unitRows, count);
        unitRows.read(0, units, from * length, count * length);
      }
    }
    ActivatedFloats activated = activations.get(step);
    activated.errors().write(units);
    activated.backward();
    activated.errors().read(units);
    for (int k = 0, from = 0; k < shape.ensemble(); from += count(step, k++)) {
      int count = count(step, k);
      if (count > 0) {
        unitRows.write(0, units, from * length, count * length);
        hidden.get(k).backwardToInput(unitRows, deterRows, count);
        deterRows.read(0, deterPart, 0, count * shape.deter());
        scatter(step, from, count, toDeter);
      }
    }
  }

  private int count(int step, int k) {
    return counts[step * shape.ensemble() + k];
  }

  private int row(int step, int place) {
    return order[step * rows + place];
  }

  private void sort(int step, int[] heads) {
    int place = step * rows;
    for (int k = 0; k < shape.ensemble(); k++) {
      int before = place;
      for (int row = 0; row < rows; row++) {
        if (heads[row] == k) {
          order[place++] = row;
        }
      }
      counts[step * shape.ensemble() + k] = place - before;
    }
  }

  private void gather(int step, int from, int count, float[] deter) {
    int length = shape.deter();
    for (int i = 0; i < count; i++) {
      System.arraycopy(deter, row(step, from + i) * length, deterPart, i * length, length);
    }
  }

  private void scatter(int step, int from, int count, float[] toDeter) {
    int length = shape.deter();
    for (int i = 0; i < count; i++) {
      System.arraycopy(deterPart, i * length, toDeter, row(step, from + i) * length, length);
    }
  }

  private void sample(int step, int from, int count, float[] noise, float[] stoch) {
    for (int i = 0; i < count; i++) {
      int row = row(step, from + i);
      int belief = step * rows + row;
      beliefs.read(belief, outPart, i * outputs);
      beliefs.sample(belief, noise, stoch, row * shape.stoch());
    }
  }

  private void toOutputs(int step, int from, int count, float[] byStoch, float[] noise) {
    for (int i = 0; i < count; i++) {
      int row = row(step, from + i);
      beliefs.sampleErrors(
          step * rows + row, byStoch, row * shape.stoch(), noise, outPart, i * outputs);
    }
  }
}
