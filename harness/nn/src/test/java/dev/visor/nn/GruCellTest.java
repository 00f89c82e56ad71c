package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The unit against its definition in double precision, and that one's slopes. */
class GruCellTest {
  private static final int STEPS = 3;
  private static final int ROWS = 2;
  private static final int INPUTS = 3;
  private static final int SIZE = 4;

  private final Random random = new Random(23);
  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final GruCell cell;
  private final float[] x = draw(STEPS * ROWS * INPUTS);
  private final float[] first = draw(ROWS * SIZE);
  private final float[] slopes = draw(STEPS * ROWS * SIZE);

  GruCellTest() {
    Layout.Builder layout = Layout.builder();
    GruCell.declare(layout, "gru", INPUTS, SIZE);
    weights = layout.build().allocate(workspace);
    for (String name : weights.names()) {
      weights.set(name, draw(weights.get(name).length));
    }
    // Room for more rows than there are.
    cell = new GruCell(workspace, weights, "gru", ROWS + 3);
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** One part of a product with the gates' matrices: values times a column, and a bias. */
  private double product(double[] values, String kernel, String bias, int column) {
    double sum = weights.get("gru/" + bias)[column];
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * weights.get("gru/" + kernel)[i * 3 * SIZE + column];
    }
    return sum;
  }

  /** The states of a row after each step. */
  private double[][] plain(int row) {
    double[][] states = new double[STEPS][];
    double[] h = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      h[i] = first[row * SIZE + i];
    }
    for (int t = 0; t < STEPS; t++) {
      double[] in = new double[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        in[i] = x[(t * ROWS + row) * INPUTS + i];
      }
      double[] next = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        double[] a = new double[3];
        double[] b = new double[3];
        for (int gate = 0; gate < 3; gate++) {
          a[gate] = product(in, "input", "input_bias", gate * SIZE + i);
          b[gate] = product(h, "recurrent", "recurrent_bias", gate * SIZE + i);
        }
        double z = sigmoid(a[0] + b[0]);
        next[i] = z * h[i] + (1 - z) * Math.tanh(a[2] + sigmoid(a[1] + b[1]) * b[2]);
      }
      h = next;
      states[t] = next;
    }
    return states;
  }

  /** All states times some slopes, summed. */
  private double plain() {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double[][] states = plain(row);
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < SIZE; i++) {
          sum += states[t][i] * slopes[(t * ROWS + row) * SIZE + i];
        }
      }
    }
    return sum;
  }

  private double slope(float[] values, int i, Runnable changed) {
    float before = values[i];
    float step = 0.01f;
    values[i] = before + step;
    changed.run();
    double above = plain();
    values[i] = before - step;
    changed.run();
    double below = plain();
    values[i] = before;
    changed.run();
    return (above - below) / (2 * step);
  }

  private float[] input(int t) {
    return Arrays.copyOfRange(x, t * ROWS * INPUTS, (t + 1) * ROWS * INPUTS);
  }

  @Test
  void forward_isTheUnitByItsDefinition() {
    float[] state = first.clone();
    for (int t = 0; t < STEPS; t++) {
      cell.forward(input(t), state, ROWS);
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < SIZE; i++) {
          assertThat((double) state[row * SIZE + i]).isCloseTo(plain(row)[t][i], within(2e-6));
        }
      }
    }
  }

  @Test
  void forward_alongASequence_givesTheBitsOfSingleSteps() {
    GruCell.Steps steps = cell.steps(workspace, STEPS, ROWS);
    float[] state = first.clone();
    float[] along = first.clone();
    for (int t = 0; t < STEPS; t++) {
      cell.forward(input(t), state, ROWS);
      steps.forward(t, input(t), along);
      assertThat(along).containsExactly(state);
    }
  }

  @Test
  void backward_isTheSlopeByEveryWeightInputAndFirstState() {
    GruCell.Steps steps = cell.steps(workspace, STEPS, ROWS);
    float[] state = first.clone();
    for (int t = 0; t < STEPS; t++) {
      steps.forward(t, input(t), state);
    }
    float[] error = new float[ROWS * SIZE];
    float[] below = new float[ROWS * INPUTS];
    for (int t = STEPS - 1; t >= 0; t--) {
      for (int i = 0; i < error.length; i++) {
        error[i] += slopes[t * error.length + i];
      }
      steps.backward(t, error, below);
      for (int i = 0; i < below.length; i++) {
        assertThat((double) below[i])
            .isCloseTo(slope(x, t * below.length + i, () -> {}), within(1e-4));
      }
    }
    for (int i = 0; i < error.length; i++) {
      assertThat((double) error[i]).isCloseTo(slope(first, i, () -> {}), within(1e-4));
    }
    Parameters gradient = weights.zeros();
    Parameters other = weights.zeros();
    steps.finish(gradient);
    steps.finish(other);
    steps.finish(other);
    for (String name : weights.names()) {
      float[] values = weights.get(name);
      for (int i = 0; i < values.length; i++) {
        assertThat((double) gradient.get(name)[i])
            .as("%s[%d]", name, i)
            .isCloseTo(slope(values, i, () -> weights.set(name, values)), within(1e-4));
        // It is added to what is there.
        assertThat(other.get(name)[i]).isCloseTo(2 * gradient.get(name)[i], within(1e-6f));
      }
    }
  }
}
