package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.Elementary;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.List;

/**
 * A hidden layer and a diagonal Gaussian over stochastic states: the posterior, or one prior of the
 * ensemble. It keeps the means and deviations of the last batch.
 */
final class GaussianHead {
  private final Mlp.Pass pass;
  private final int size;
  private final float[] mean;
  private final float[] std;

  /**
   * @param network with two outputs for each value of a state: all means, then what gives the
   *     deviations
   * @param rows the most there are in a batch
   */
  GaussianHead(Workspace workspace, Mlp network, int rows) {
    pass = network.pass(workspace, rows);
    size = network.outputs() / 2;
    mean = new float[rows * size];
    std = new float[rows * size];
  }

  /** The posterior's network. */
  static Mlp posterior(Parameters parameters) {
    return new Mlp(
        List.of(Dense.of(parameters, "posterior/hidden"), Dense.of(parameters, "posterior/out")),
        Activation.ELU);
  }

  /** The network of one prior of the ensemble. */
  static Mlp prior(Parameters parameters, int member, int members) {
    return new Mlp(
        List.of(
            Dense.member(parameters, "prior/hidden", member, members),
            Dense.member(parameters, "prior/out", member, members)),
        Activation.ELU);
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
    float[] raw = pass.forward(x, rows);
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
   * @param meanGradient by the means, rows × size
   * @param stdGradient by the deviations, rows × size
   * @param gradient to which the one by the network is added
   * @param below receives the one by x
   */
  void backward(float[] meanGradient, float[] stdGradient, Mlp gradient, float[] below, int rows) {
    float[] raw = pass.output();
    float[] errors = pass.outputGradient();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        int at = row * 2 * size + i;
        errors[at] = meanGradient[row * size + i];
        errors[at + size] = stdGradient[row * size + i] * Elementary.sigmoid(raw[at + size]);
      }
    }
    pass.backward(gradient, below, rows);
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
