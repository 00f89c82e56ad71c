package dev.visor.nn.rssm;

import dev.visor.nn.Elementary;
import java.util.Arrays;

/**
 * Diagonal Gaussians, one for each row: or the gradient by them.
 *
 * @param mean rows × size
 * @param std standard deviations, rows × size
 * @param size length of a row
 */
public record Gaussians(float[] mean, float[] std, int size) implements Distributions {
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
  @Override
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
  @Override
  public double logDensity(float[] values, int row) {
    double sum = 0;
    for (int i = row * size; i < (row + 1) * size; i++) {
      double distance = ((double) values[i] - mean[i]) / std[i];
      sum -= 0.5 * distance * distance + Elementary.log(std[i]);
    }
    return sum;
  }

  @Override
  public double divergence(int row, Distributions p, int rowP) {
    return GaussianDivergence.of(this, row, (Gaussians) p, rowP);
  }

  @Override
  public void addDivergenceToFirst(
      int row, Distributions p, int rowP, float weight, Distributions gradient) {
    GaussianDivergence.addToFirst(this, row, (Gaussians) p, rowP, weight, (Gaussians) gradient);
  }

  @Override
  public void divergenceToSecond(
      int row, Distributions p, int rowP, float weight, Distributions gradient) {
    GaussianDivergence.toSecond(this, row, (Gaussians) p, rowP, weight, (Gaussians) gradient);
  }

  @Override
  public void mean(int row, float[] target, int to) {
    System.arraycopy(mean, row * size, target, to, size);
  }

  @Override
  public void addMeanGradient(int row, float[] byMean, int from, Distributions gradient) {
    float[] slopes = ((Gaussians) gradient).mean;
    for (int i = 0; i < size; i++) {
      slopes[row * size + i] += byMean[from + i];
    }
  }

  @Override
  public void addLogDensityGradient(
      int row, float[] values, float weight, Distributions gradient, float[] byValues) {
    Gaussians slopes = (Gaussians) gradient;
    for (int i = row * size; i < (row + 1) * size; i++) {
      float distance = (values[i] - mean[i]) / std[i];
      slopes.mean[i] += weight * distance / std[i];
      slopes.std[i] += weight * (distance * distance - 1) / std[i];
      byValues[i] -= weight * distance / std[i];
    }
  }

  @Override
  public void clear() {
    Arrays.fill(mean, 0);
    Arrays.fill(std, 0);
  }
}
