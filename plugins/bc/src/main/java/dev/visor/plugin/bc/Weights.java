package dev.visor.plugin.bc;

import dev.visor.api.RandomStream;

/** First values of a layer's weights, drawn from a stream of ours. */
final class Weights {
  private Weights() {}

  /**
   * Uniform in ±√(6 / (in + out)) (Glorot and Bengio, 2010).
   *
   * @param count how many
   * @param in values that one output depends on
   * @param out outputs that one value goes into
   */
  static float[] glorot(int count, long in, long out, RandomStream random) {
    double limit = Math.sqrt(6.0 / (in + out));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (limit * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  /**
   * Orthonormal rows, or columns where there are fewer of them, times a gain (Saxe et al., 2014):
   * Gaussian vectors, made orthogonal one after the other.
   *
   * @return rows × columns, row by row
   */
  static float[] orthogonal(int rows, int columns, double gain, RandomStream random) {
    boolean byRow = rows <= columns;
    int count = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        vectors[i][k] = random.nextGaussian();
      }
      for (int j = 0; j < i; j++) {
        subtractProjection(vectors[i], vectors[j]);
      }
      normalise(vectors[i]);
    }
    float[] values = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = byRow ? vectors[row][column] : vectors[column][row];
        values[row * columns + column] = (float) (gain * value);
      }
    }
    return values;
  }

  private static void subtractProjection(double[] vector, double[] unit) {
    double product = dot(vector, unit);
    for (int k = 0; k < vector.length; k++) {
      vector[k] -= product * unit[k];
    }
  }

  private static void normalise(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    for (int k = 0; k < vector.length; k++) {
      vector[k] /= length;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
