package dev.visor.plugin.lompo.net;

/**
 * A fully connected layer, y = x W + b, over parameters that live elsewhere.
 *
 * @param kernel W, inputs × outputs
 * @param bias b, one for each output
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose: the optimiser changes them in place
public record Dense(float[] kernel, float[] bias) {
  /** The layer whose arrays are {@code name/kernel} and {@code name/bias}. */
  public static Dense of(Tensors parameters, String name) {
    return new Dense(parameters.get(name + "/kernel"), parameters.get(name + "/bias"));
  }

  /** Length of an input row. */
  public int inputs() {
    return kernel.length / bias.length;
  }

  /** Length of an output row. */
  public int outputs() {
    return bias.length;
  }

  /**
   * Computes the outputs.
   *
   * @param x rows × inputs
   * @param y receives rows × outputs
   */
  public void forward(float[] x, float[] y, int rows) {
    Gemm.product(x, kernel, y, rows, inputs(), outputs());
    addBias(y, bias, rows);
  }

  static void addBias(float[] y, float[] bias, int rows) {
    for (int row = 0; row < rows; row++) {
      int start = row * bias.length;
      for (int i = 0; i < bias.length; i++) {
        y[start + i] += bias[i];
      }
    }
  }
}
