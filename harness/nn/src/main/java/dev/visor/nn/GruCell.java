package dev.visor.nn;

import org.jspecify.annotations.Nullable;

/**
 * A gated recurrent unit in Keras's form (reset after the product, two biases), with its gates in
 * the order update, reset, new:
 *
 * <pre>
 * z = σ(x Wz + bz + h Uz + cz)     r = σ(x Wr + br + h Ur + cr)
 * n = tanh(x Wn + bn + r ⊙ (h Un + cn))     h' = z ⊙ h + (1 − z) ⊙ n
 * </pre>
 *
 * <p>Its arrays are {@code name/input} (inputs × 3 size), {@code name/recurrent} (size × 3 size),
 * {@code name/input_bias} and {@code name/recurrent_bias}.
 */
public final class GruCell {
  private final String name;
  private final Dense input;
  private final Dense recurrent;
  private final int size;
  private final Floats x;
  private final Floats h;
  private final Floats gates;
  private final float[] fromInput;
  private final float[] fromState;
  private final Squashed gatesZr;
  private final Squashed candidate;

  /** Adds the cell's arrays to a layout. */
  public static void declare(Layout.Builder layout, String name, int inputs, int size) {
    layout.add(name + "/input", inputs, 3 * size);
    layout.add(name + "/input_bias", 3 * size);
    layout.add(name + "/recurrent", size, 3 * size);
    layout.add(name + "/recurrent_bias", 3 * size);
  }

  /**
   * The cell whose arrays begin with a name.
   *
   * @param rows the most rows of one step
   */
  public GruCell(Workspace workspace, Parameters parameters, String name, int rows) {
    this.name = name;
    input = input(parameters);
    recurrent = recurrent(parameters);
    size = recurrent.inputs();
    x = workspace.floats(rows * input.inputs());
    h = workspace.floats(rows * size);
    gates = workspace.floats(rows * 3 * size);
    fromInput = new float[rows * 3 * size];
    fromState = new float[rows * 3 * size];
    gatesZr = new Squashed(workspace, Activation.SIGMOID, rows * 2 * size);
    candidate = new Squashed(workspace, Activation.TANH, rows * size);
  }

  /**
   * Values that go through a squashing function: oneDNN's is ten times as fast as a Java loop,
   * which the compiler makes no vector instructions of.
   */
  private static final class Squashed {
    private final ActivatedFloats natives;
    private final float[] values;

    Squashed(Workspace workspace, Activation activation, int count) {
      natives = new ActivatedFloats(workspace, count, activation);
      values = new float[count];
    }

    float[] apply(int count) {
      natives.values().write(0, values, 0, count);
      natives.forward();
      natives.values().read(0, values, 0, count);
      return values;
    }
  }

  private Dense input(Parameters parameters) {
    return new Dense(parameters.part(name + "/input"), parameters.part(name + "/input_bias"));
  }

  private Dense recurrent(Parameters parameters) {
    return new Dense(
        parameters.part(name + "/recurrent"), parameters.part(name + "/recurrent_bias"));
  }

  /**
   * Makes one step.
   *
   * @param xs rows × inputs
   * @param state rows × size; replaced by the new state
   */
  public void forward(float[] xs, float[] state, int rows) {
    product(input, x, xs, fromInput, rows);
    product(recurrent, h, state, fromState, rows);
    gates(rows);
    for (int i = 0, count = rows * size; i < count; i++) {
      int zr = i / size * size + i;
      float n = candidate.values[i];
      state[i] = n + gatesZr.values[zr] * (state[i] - n);
    }
  }

  /** From both products: rows of [z, r], and rows of n. */
  private void gates(int rows) {
    for (int row = 0; row < rows; row++) {
      addUp(fromInput, fromState, row * 3 * size, gatesZr.values, row * 2 * size, 2 * size);
    }
    float[] zr = gatesZr.apply(rows * 2 * size);
    for (int row = 0; row < rows; row++) {
      int at = row * 3 * size + 2 * size;
      int r = row * 2 * size + size;
      for (int i = 0; i < size; i++) {
        candidate.values[row * size + i] = fromInput[at + i] + zr[r + i] * fromState[at + i];
      }
    }
    candidate.apply(rows * size);
  }

  private static void addUp(float[] a, float[] b, int from, float[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = a[from + i] + b[from + i];
    }
  }

  private void product(Dense layer, Floats from, float[] values, float[] target, int rows) {
    from.write(0, values, 0, rows * layer.inputs());
    layer.forward(from, gates, rows);
    gates.read(0, target, 0, rows * 3 * size);
  }

  /**
   * Room for some time steps and their gradient.
   *
   * @param rows of each step, no more than the cell has room for
   */
  public Steps steps(Workspace workspace, int steps, int rows) {
    return new Steps(workspace, steps, rows);
  }

  /** The layers of a gradient, which is mostly the same from one update to the next. */
  private record Gradient(Parameters of, Dense input, Dense recurrent) {}

  /** The cell along a sequence. */
  public final class Steps {
    private final int rows;
    private final DenseSteps inputs;
    private final DenseSteps states;
    private final float[] before;
    private final float[] updates;
    private final float[] resets;
    private final float[] freshes;
    private final float[] products;
    private final float[] inputErrors;
    private final float[] stateErrors;
    private final float[] passed;
    private @Nullable Gradient lastGradient;

    private Steps(Workspace workspace, int steps, int rows) {
      this.rows = rows;
      inputs = new DenseSteps(workspace, input, steps, rows);
      states = new DenseSteps(workspace, recurrent, steps, rows);
      int count = steps * rows * size;
      before = new float[count];
      updates = new float[count];
      resets = new float[count];
      freshes = new float[count];
      products = new float[count];
      inputErrors = new float[rows * 3 * size];
      stateErrors = new float[rows * 3 * size];
      passed = new float[rows * size];
    }

    /**
     * Makes a step.
     *
     * @param x rows × inputs
     * @param state rows × size; replaced by the new state
     */
    public void forward(int step, float[] x, float[] state) {
      inputs.forward(step, x, fromInput);
      states.forward(step, state, fromState);
      gates(rows);
      for (int row = 0; row < rows; row++) {
        forwardRow(step * rows * size, row, state);
      }
    }

    private void forwardRow(int offset, int row, float[] state) {
      int zr = row * 2 * size;
      int gate = row * 3 * size + 2 * size;
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        float z = gatesZr.values[zr + i];
        float n = candidate.values[at];
        updates[offset + at] = z;
        resets[offset + at] = gatesZr.values[zr + size + i];
        freshes[offset + at] = n;
        products[offset + at] = fromState[gate + i];
        before[offset + at] = state[at];
        state[at] = n + z * (state[at] - n);
      }
    }

    /**
     * Goes a step back.
     *
     * @param error the gradient by the state after the step, rows × size; replaced by the one by
     *     the state before it
     * @param below receives the gradient by the step's input, rows × inputs
     */
    public void backward(int step, float[] error, float[] below) {
      for (int row = 0; row < rows; row++) {
        backwardRow(step * rows * size, row, error);
      }
      inputs.backward(step, inputErrors, below);
      states.backward(step, stateErrors, error);
      for (int i = 0; i < passed.length; i++) {
        error[i] += passed[i];
      }
    }

    private void backwardRow(int offset, int row, float[] error) {
      int gate = row * 3 * size;
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        float z = updates[offset + at];
        float r = resets[offset + at];
        float n = freshes[offset + at];
        float g = error[at];
        float dz = g * (before[offset + at] - n) * z * (1 - z);
        float dn = g * (1 - z) * (1 - n * n);
        float dr = dn * products[offset + at] * r * (1 - r);
        inputErrors[gate + i] = dz;
        inputErrors[gate + size + i] = dr;
        inputErrors[gate + 2 * size + i] = dn;
        stateErrors[gate + i] = dz;
        stateErrors[gate + size + i] = dr;
        stateErrors[gate + 2 * size + i] = dn * r;
        passed[at] = g * z;
      }
    }

    /** Adds the gradient by all parameters, once all steps went back. */
    public void finish(Parameters gradient) {
      if (lastGradient == null || lastGradient.of() != gradient) {
        lastGradient = new Gradient(gradient, input(gradient), recurrent(gradient));
      }
      inputs.finish(lastGradient.input());
      states.finish(lastGradient.recurrent());
    }
  }
}
