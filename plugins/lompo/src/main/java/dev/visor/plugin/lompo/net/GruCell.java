package dev.visor.plugin.lompo.net;

/**
 * A gated recurrent unit in Keras's form (reset after the product, two biases), with its gates in
 * the order update, reset, new:
 *
 * <pre>
 * z = σ(x Wz + bz + h Uz + cz)     r = σ(x Wr + br + h Ur + cr)
 * n = tanh(x Wn + bn + r ⊙ (h Un + cn))     h' = z ⊙ h + (1 − z) ⊙ n
 * </pre>
 *
 * <p>It reads {@code name/input} (inputs × 3 size), {@code name/recurrent} (size × 3 size), {@code
 * name/input_bias} and {@code name/recurrent_bias}.
 */
public final class GruCell {
  private final String name;
  private final Dense input;
  private final Dense recurrent;
  private final int size;
  private float[] fromInput = {};
  private float[] fromState = {};

  /** The cell whose arrays begin with a name. */
  public GruCell(Tensors parameters, String name) {
    this.name = name;
    input = input(parameters);
    recurrent = recurrent(parameters);
    size = recurrent.inputs();
  }

  private Dense input(Tensors tensors) {
    return new Dense(tensors.get(name + "/input"), tensors.get(name + "/input_bias"));
  }

  private Dense recurrent(Tensors tensors) {
    return new Dense(tensors.get(name + "/recurrent"), tensors.get(name + "/recurrent_bias"));
  }

  /**
   * Makes one step.
   *
   * @param x rows × inputs
   * @param state rows × size; replaced by the new state
   */
  public void forward(float[] x, float[] state, int rows) {
    reserve(rows);
    input.forward(x, fromInput, rows);
    recurrent.forward(state, fromState, rows);
    for (int row = 0; row < rows; row++) {
      int gates = row * 3 * size;
      for (int i = 0; i < size; i++) {
        float z = update(gates + i);
        float n = fresh(gates + i, reset(gates + i));
        state[row * size + i] = n + z * (state[row * size + i] - n);
      }
    }
  }

  private void reserve(int rows) {
    if (fromInput.length < rows * 3 * size) {
      fromInput = new float[rows * 3 * size];
      fromState = new float[rows * 3 * size];
    }
  }

  private float update(int at) {
    return Elementary.sigmoid(fromInput[at] + fromState[at]);
  }

  private float reset(int at) {
    return Elementary.sigmoid(fromInput[at + size] + fromState[at + size]);
  }

  private float fresh(int at, float reset) {
    return Elementary.tanh(fromInput[at + 2 * size] + reset * fromState[at + 2 * size]);
  }

  /** A workspace for some time steps and their gradient. */
  public Steps steps(int steps, int rows) {
    return new Steps(steps, rows);
  }

  /** The cell along a sequence. */
  public final class Steps {
    private final int rows;
    private final Dense.Steps inputs;
    private final Dense.Steps states;
    private final float[] before;
    private final float[] updates;
    private final float[] resets;
    private final float[] freshes;
    private final float[] products;
    private final float[] inputErrors;
    private final float[] stateErrors;
    private final float[] passed;

    private Steps(int steps, int rows) {
      this.rows = rows;
      reserve(rows);
      inputs = input.steps(steps, rows);
      states = recurrent.steps(steps, rows);
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
      int offset = step * rows * size;
      for (int row = 0; row < rows; row++) {
        int gates = row * 3 * size;
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          float z = update(gates + i);
          float r = reset(gates + i);
          float n = fresh(gates + i, r);
          updates[offset + at] = z;
          resets[offset + at] = r;
          freshes[offset + at] = n;
          products[offset + at] = fromState[gates + 2 * size + i];
          before[offset + at] = state[at];
          state[at] = n + z * (state[at] - n);
        }
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
      int offset = step * rows * size;
      for (int row = 0; row < rows; row++) {
        int gates = row * 3 * size;
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          float z = updates[offset + at];
          float r = resets[offset + at];
          float n = freshes[offset + at];
          float g = error[at];
          float dz = g * (before[offset + at] - n) * z * (1 - z);
          float dn = g * (1 - z) * (1 - n * n);
          float dr = dn * products[offset + at] * r * (1 - r);
          inputErrors[gates + i] = dz;
          inputErrors[gates + size + i] = dr;
          inputErrors[gates + 2 * size + i] = dn;
          stateErrors[gates + i] = dz;
          stateErrors[gates + size + i] = dr;
          stateErrors[gates + 2 * size + i] = dn * r;
          passed[at] = g * z;
        }
      }
      inputs.backward(step, inputErrors, below);
      states.backward(step, stateErrors, error);
      for (int i = 0; i < passed.length; i++) {
        error[i] += passed[i];
      }
    }

    /** Computes the gradient by all parameters, once all steps went back. */
    public void finish(Tensors gradient) {
      inputs.finish(input(gradient));
      states.finish(recurrent(gradient));
    }
  }
}
