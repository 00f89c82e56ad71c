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
 * name/input_bias} and {@code name/recurrent_bias}. Forward only.
 */
public final class GruCell {
  private final Dense input;
  private final Dense recurrent;
  private final int size;
  private float[] fromInput = {};
  private float[] fromState = {};

  /** The cell whose arrays begin with a name. */
  public GruCell(Tensors parameters, String name) {
    input = new Dense(parameters.get(name + "/input"), parameters.get(name + "/input_bias"));
    recurrent =
        new Dense(parameters.get(name + "/recurrent"), parameters.get(name + "/recurrent_bias"));
    size = recurrent.inputs();
  }

  /**
   * Makes one step.
   *
   * @param x rows × inputs
   * @param state rows × size; replaced by the new state
   */
  public void forward(float[] x, float[] state, int rows) {
    if (fromInput.length < rows * 3 * size) {
      fromInput = new float[rows * 3 * size];
      fromState = new float[rows * 3 * size];
    }
    input.forward(x, fromInput, rows);
    recurrent.forward(state, fromState, rows);
    for (int row = 0; row < rows; row++) {
      int update = row * 3 * size;
      int reset = update + size;
      int fresh = reset + size;
      for (int i = 0; i < size; i++) {
        float z = Elementary.sigmoid(fromInput[update + i] + fromState[update + i]);
        float r = Elementary.sigmoid(fromInput[reset + i] + fromState[reset + i]);
        float n = Elementary.tanh(fromInput[fresh + i] + r * fromState[fresh + i]);
        state[row * size + i] = n + z * (state[row * size + i] - n);
      }
    }
  }
}
