package dev.visor.nn;

import java.util.random.RandomGenerator;

/** First weights, as Keras makes them by default. Biases start at 0. */
public final class Initialiser {
  private Initialiser() {}

  /**
   * Draws a dense layer's kernel, {@code name/kernel}, which is inputs × outputs, or several one
   * after another.
   */
  public static void glorot(Parameters parameters, String name, RandomGenerator random) {
    int[] shape = parameters.shape(name + "/kernel");
    glorot(parameters, name + "/kernel", shape[shape.length - 2], shape[shape.length - 1], random);
  }

  /**
   * Uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010).
   *
   * @param array its name
   * @param inputs values that one output depends on
   * @param outputs values that one input acts on
   */
  public static void glorot(
      Parameters parameters, String array, int inputs, int outputs, RandomGenerator random) {
    double limit = Math.sqrt(6.0 / (inputs + outputs));
    float[] weights = parameters.get(array);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    parameters.set(array, weights);
  }

  /**
   * Rows that are orthonormal, uniformly at random: Gaussian rows made orthogonal one after another
   * (Gram and Schmidt, twice over for the sake of rounding).
   *
   * @param array its name; a matrix with no more rows than columns
   */
  public static void orthogonal(Parameters parameters, String array, RandomGenerator random) {
    int rows = parameters.shape(array)[0];
    int columns = parameters.shape(array)[1];
    if (rows > columns) {
      throw new IllegalArgumentException(
          rows + " rows of length " + columns + " cannot be orthogonal");
    }
    float[] weights = new float[rows * columns];
    double[][] basis = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      double[] vector = basis[row];
      for (int i = 0; i < columns; i++) {
        vector[i] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < row; before++) {
          double along = dot(vector, basis[before]);
          for (int i = 0; i < columns; i++) {
            vector[i] -= along * basis[before][i];
          }
        }
      }
      double length = Math.sqrt(dot(vector, vector));
      for (int i = 0; i < columns; i++) {
        vector[i] /= length;
        weights[row * columns + i] = (float) vector[i];
      }
    }
    parameters.set(array, weights);
  }

  /**
   * An orthogonal kernel, whatever its lengths (Saxe et al. 2014): read as a matrix whose columns
   * are outputs, its rows are orthonormal, or its columns where there are fewer of those, times a
   * gain.
   *
   * @param array its name
   * @param gain 1, or √2 before a ReLU
   */
  public static void orthogonalKernel(
      Parameters parameters, String array, double gain, RandomGenerator random) {
    int[] shape = parameters.shape(array);
    int columns = shape[shape.length - 1];
    int rows = parameters.layout().count(array) / columns;
    int length = Math.max(rows, columns);
    double[][] basis = new double[Math.min(rows, columns)][length];
    for (int i = 0; i < basis.length; i++) {
      for (int k = 0; k < length; k++) {
        basis[i][k] = random.nextGaussian();
      }
      for (int before = 0; before < i; before++) {
        subtract(basis[i], dot(basis[i], basis[before]), basis[before]);
      }
      scale(basis[i], 1 / Math.sqrt(dot(basis[i], basis[i])));
    }
    float[] weights = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = rows <= columns ? basis[row][column] : basis[column][row];
        weights[row * columns + column] = (float) (gain * value);
      }
    }
    parameters.set(array, weights);
  }

  private static void subtract(double[] vector, double times, double[] other) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= times * other[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
