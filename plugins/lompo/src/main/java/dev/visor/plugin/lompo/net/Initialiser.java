package dev.visor.plugin.lompo.net;

import java.util.random.RandomGenerator;

/** Initial weights, as Keras makes them by default. Biases start at 0. */
public final class Initialiser {
  private Initialiser() {}

  /**
   * Uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010).
   *
   * @param inputs values that one output depends on
   * @param outputs values that one input acts on
   */
  public static void glorot(float[] weights, int inputs, int outputs, RandomGenerator random) {
    double limit = Math.sqrt(6.0 / (inputs + outputs));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
  }

  /**
   * Rows that are orthonormal, uniformly at random: Gaussian rows made orthogonal one after another
   * (Gram and Schmidt, twice over for the sake of rounding).
   *
   * @param weights rows × columns, with no more rows than columns
   */
  public static void orthogonal(float[] weights, int rows, int columns, RandomGenerator random) {
    if (rows > columns) {
      throw new IllegalArgumentException(
          rows + " rows of length " + columns + " cannot be orthogonal");
    }
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
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
