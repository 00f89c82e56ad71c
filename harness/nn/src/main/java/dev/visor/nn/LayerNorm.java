package dev.visor.nn;

import java.util.Arrays;

/**
 * Layer normalisation (Ba et al. 2016): each row is shifted and scaled to mean 0 and variance 1,
 * and then by learned numbers.
 *
 * <pre>
 * x̂ = (x − μ) / √(σ² + ε)       y = g ⊙ x̂ + b
 * ∂x = (g ⊙ ∂y − mean(g ⊙ ∂y) − x̂ ⊙ mean(g ⊙ ∂y ⊙ x̂)) / √(σ² + ε)
 * </pre>
 *
 * <p>Its arrays are {@code name/scale}, g, and {@code name/offset}, b. ε is 1e-5.
 */
public final class LayerNorm {
  private static final double EPSILON = 1e-5;

  private final Floats scale;
  private final Floats offset;
  private final Floats scaleGradient;
  private final Floats offsetGradient;
  private final int size;
  private final float[] g;
  private final float[] b;
  private final float[] normalised;
  private final float[] inverse;
  private final float[] scaleErrors;
  private final float[] offsetErrors;

  /** Adds the layer's arrays to a layout. */
  public static void declare(Layout.Builder layout, String name, int size) {
    layout.add(name + "/scale", size);
    layout.add(name + "/offset", size);
  }

  /** Sets the scales to 1 and the offsets to 0. */
  public static void initialise(Parameters parameters, String name) {
    float[] ones = new float[parameters.layout().count(name + "/scale")];
    Arrays.fill(ones, 1);
    parameters.set(name + "/scale", ones);
    parameters.part(name + "/offset").clear();
  }

  /**
   * The layer.
   *
   * @param gradient to whose arrays of the same names {@link #backward} adds
   * @param rows the most there are in a batch
   */
  public LayerNorm(Parameters parameters, Parameters gradient, String name, int rows) {
    scale = parameters.part(name + "/scale");
    offset = parameters.part(name + "/offset");
    scaleGradient = gradient.part(name + "/scale");
    offsetGradient = gradient.part(name + "/offset");
    size = scale.count();
    g = new float[size];
    b = new float[size];
    normalised = new float[rows * size];
    inverse = new float[rows];
    scaleErrors = new float[size];
    offsetErrors = new float[size];
  }

  /**
   * Computes the outputs.
   *
   * @param x rows × size
   * @param y receives rows × size
   */
  public void forward(float[] x, float[] y, int rows) {
    scale.read(g);
    offset.read(b);
    for (int row = 0; row < rows; row++) {
      int at = row * size;
      double mean = 0;
      for (int i = at; i < at + size; i++) {
        mean += (double) x[i] / size;
      }
      double variance = 0;
      for (int i = at; i < at + size; i++) {
        variance += (x[i] - mean) * (x[i] - mean) / size;
      }
      inverse[row] = (float) (1 / Math.sqrt(variance + EPSILON));
      for (int i = 0; i < size; i++) {
        normalised[at + i] = ((float) (x[at + i] - mean)) * inverse[row];
        y[at + i] = g[i] * normalised[at + i] + b[i];
      }
    }
  }

  /**
   * Goes back through the last {@link #forward}.
   *
   * @param errors the gradient by y, rows × size
   * @param below receives the gradient by x, rows × size
   */
  public void backward(float[] errors, float[] below, int rows) {
    scaleGradient.read(scaleErrors);
    offsetGradient.read(offsetErrors);
    for (int row = 0; row < rows; row++) {
      int at = row * size;
      double mean = 0;
      double along = 0;
      for (int i = 0; i < size; i++) {
        float error = errors[at + i];
        scaleErrors[i] += error * normalised[at + i];
        offsetErrors[i] += error;
        mean += (double) g[i] * error / size;
        along += (double) g[i] * error * normalised[at + i] / size;
      }
      for (int i = 0; i < size; i++) {
        double error = g[i] * (double) errors[at + i] - mean - normalised[at + i] * along;
        below[at + i] = (float) (inverse[row] * error);
      }
    }
    scaleGradient.write(scaleErrors);
    offsetGradient.write(offsetErrors);
  }
}
