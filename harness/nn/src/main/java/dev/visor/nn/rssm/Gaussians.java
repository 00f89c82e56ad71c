package dev.visor.nn.rssm;

import dev.visor.nn.Elementary;

/**
 * Diagonal Gaussians, one for each row: or the gradient by them.
 *
 * @param mean rows × size
 * @param std standard deviations, rows × size
 * @param size length of a row
 */
public record Gaussians(float[] mean, float[] std, int size) {
  public Gaussians {
    if (mean.length != std.length || size < 1 || mean.length % size != 0) {
      throw new IllegalArgumentException(
          "%d means and %d deviations in rows of %d".formatted(mean.length, std.length, size));
    }
  }

  /** Room for some rows. */
  public static Gaussians rows(int rows, int size) {
    return new Gaussians(new float[rows * size], new float[rows * size], size);
  }

  /**
   * Draws a value from each of the first rows, z = μ + σ ε.
   *
   * @param noise ε, standard Gaussian draws, rows × size
   * @param target receives rows × size
   */
  public void sample(float[] noise, float[] target, int rows) {
    for (int i = 0; i < rows * size; i++) {
      target[i] = mean[i] + std[i] * noise[i];
    }
  }

  /**
   * ln of the density of a value under the Gaussian of its row, in nats, less the constant −½ size
   * ln 2π.
   *
   * @param values rows × size
   */
  public double logDensity(float[] values, int row) {
    double sum = 0;
    for (int i = row * size; i < (row + 1) * size; i++) {
      double distance = ((double) values[i] - mean[i]) / std[i];
      sum -= 0.5 * distance * distance + Elementary.log(std[i]);
    }
    return sum;
  }
}
