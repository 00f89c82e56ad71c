package dev.visor.plugin.lompo.net;

import java.util.Arrays;

/**
 * A fully connected layer, y = x W + b, over parameters that live elsewhere. Its gradient has the
 * same form, and is one of these too.
 *
 * @param kernel W, inputs × outputs
 * @param bias b, one for each output
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose: the optimiser changes them in place
public record Dense(float[] kernel, float[] bias) {
  /** The layer whose arrays are {@code name/kernel} and {@code name/bias}. */
  public static Dense of(Tensors tensors, String name) {
    return new Dense(tensors.get(name + "/kernel"), tensors.get(name + "/bias"));
  }

  /** A layer of zeros with arrays of its own. */
  public static Dense zeros(int inputs, int outputs) {
    return new Dense(new float[inputs * outputs], new float[outputs]);
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

  /**
   * Computes the gradient by kernel and bias.
   *
   * @param x what came in, rows × inputs
   * @param error the gradient by the outputs, rows × outputs
   * @param gradient receives the result
   */
  public void backward(float[] x, float[] error, Dense gradient, int rows) {
    Gemm.transposedLeft(x, error, gradient.kernel, inputs(), rows, outputs());
    Arrays.fill(gradient.bias, 0);
    addRows(error, gradient.bias, rows);
  }

  /**
   * Computes the gradient by the inputs.
   *
   * @param error the gradient by the outputs, rows × outputs
   * @param below receives rows × inputs
   */
  public void backwardToInput(float[] error, float[] below, int rows) {
    Gemm.transposedRight(error, kernel, below, rows, outputs(), inputs());
  }

  /** Adds a bias to each of some rows. */
  static void addBias(float[] y, float[] bias, int rows) {
    for (int row = 0; row < rows; row++) {
      int start = row * bias.length;
      for (int i = 0; i < bias.length; i++) {
        y[start + i] += bias[i];
      }
    }
  }

  /** Adds up some rows. */
  static void addRows(float[] matrix, float[] sums, int rows) {
    for (int row = 0; row < rows; row++) {
      int start = row * sums.length;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += matrix[start + i];
      }
    }
  }

  /** A workspace for a layer that is used at each of some time steps. */
  public Steps steps(int steps, int rows) {
    return new Steps(steps, rows);
  }

  /**
   * The layer along a sequence. Inputs and errors of all steps are kept, so that the gradient by
   * the kernel is one large product in the end instead of many small ones.
   */
  public final class Steps {
    private final int rows;
    private final float[] inputs;
    private final float[] errors;

    private Steps(int steps, int rows) {
      this.rows = rows;
      inputs = new float[steps * rows * inputs()];
      errors = new float[steps * rows * outputs()];
    }

    /** Computes the outputs of a step. */
    public void forward(int step, float[] x, float[] y) {
      System.arraycopy(x, 0, inputs, step * rows * inputs(), rows * inputs());
      Dense.this.forward(x, y, rows);
    }

    /** Takes the errors of a step's outputs, and computes those of its inputs. */
    public void backward(int step, float[] error, float[] below) {
      System.arraycopy(error, 0, errors, step * rows * outputs(), rows * outputs());
      backwardToInput(error, below, rows);
    }

    /** Computes the gradient by kernel and bias, once all steps went back. */
    public void finish(Dense gradient) {
      Dense.this.backward(inputs, errors, gradient, errors.length / outputs());
    }
  }
}
