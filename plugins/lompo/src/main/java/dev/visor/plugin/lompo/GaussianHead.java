package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Elementary;

/**
 * A hidden layer and a diagonal Gaussian over stochastic states: the posterior, or one prior of the
 * ensemble. It keeps the means and deviations of the last batch.
 */
final class GaussianHead {
  private final Dense hidden;
  private final Dense out;
  private final int size;
  private float[] activations = {};
  private float[] raw = {};
  private float[] errors = {};
  private float[] mean = {};
  private float[] std = {};

  GaussianHead(Dense hidden, Dense out) {
    this.hidden = hidden;
    this.out = out;
    this.size = out.outputs() / 2;
  }

  /** Length of a state. */
  int size() {
    return size;
  }

  /** Means of the last batch, rows × size. */
  float[] mean() {
    return mean;
  }

  /** Standard deviations of the last batch, rows × size. */
  float[] std() {
    return std;
  }

  /**
   * Computes means and deviations.
   *
   * @param x rows × the hidden layer's inputs
   */
  void forward(float[] x, int rows) {
    if (mean.length < rows * size) {
      activations = new float[rows * hidden.outputs()];
      raw = new float[rows * 2 * size];
      mean = new float[rows * size];
      std = new float[rows * size];
    }
    hidden.forward(x, activations, rows);
    Elementary.elu(activations, rows * hidden.outputs());
    out.forward(activations, raw, rows);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        mean[row * size + i] = raw[row * 2 * size + i];
        std[row * size + i] =
            Elementary.softplus(raw[row * 2 * size + size + i]) + ModelShape.LEAST_STD;
      }
    }
  }

  /**
   * Computes the gradient of what the last {@link #forward} computed.
   *
   * @param x what went in
   * @param meanGradient by the means, rows × size
   * @param stdGradient by the deviations, rows × size
   * @param hiddenGradient receives the one by the hidden layer
   * @param outGradient receives the one by the layer after it
   * @param below receives the one by x
   */
  void backward(
      float[] x,
      float[] meanGradient,
      float[] stdGradient,
      Dense hiddenGradient,
      Dense outGradient,
      float[] below,
      int rows) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        int at = row * 2 * size + i;
        raw[at + size] = stdGradient[row * size + i] * Elementary.sigmoid(raw[at + size]);
        raw[at] = meanGradient[row * size + i];
      }
    }
    out.backward(activations, raw, outGradient, rows);
    if (errors.length < rows * hidden.outputs()) {
      errors = new float[rows * hidden.outputs()];
    }
    out.backwardToInput(raw, errors, rows);
    Elementary.timesEluSlope(errors, activations, rows * hidden.outputs());
    hidden.backward(x, errors, hiddenGradient, rows);
    hidden.backwardToInput(errors, below, rows);
  }

  /**
   * Draws states from the Gaussians of the last batch.
   *
   * @param noise standard Gaussian draws, rows × size
   * @param target receives rows × size
   */
  void sample(float[] noise, float[] target, int rows) {
    for (int i = 0; i < rows * size; i++) {
      target[i] = mean[i] + std[i] * noise[i];
    }
  }

  /** ln of the density of a state under the Gaussian of its row, less the constant −½ n ln 2π. */
  double logDensity(float[] states, int row) {
    double sum = 0;
    for (int i = row * size; i < (row + 1) * size; i++) {
      double distance = ((double) states[i] - mean[i]) / std[i];
      sum -= 0.5 * distance * distance + StrictMath.log(std[i]);
    }
    return sum;
  }
}
