package dev.visor.nn.rssm;

import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.Deviation;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.List;

/**
 * A network that puts out diagonal Gaussians over stochastic states: the posterior, or one prior of
 * the ensemble. It keeps those of the last batch.
 */
public final class GaussianHead {
  private final Mlp network;
  private final Mlp.Pass pass;
  private final Deviation deviation;
  private final Gaussians gaussians;

  /**
   * @param network with two outputs for each value of a state: all means, then what gives the
   *     deviations
   * @param rows the most there are in a batch
   * @throws IllegalArgumentException if the network has an odd number of outputs
   */
  public GaussianHead(Workspace workspace, Mlp network, Deviation deviation, int rows) {
    if (network.outputs() % 2 != 0) {
      throw new IllegalArgumentException(
          network.outputs() + " outputs, where each value of a state needs two");
    }
    this.network = network;
    this.deviation = deviation;
    pass = network.pass(workspace, rows);
    gaussians = Gaussians.rows(rows, network.outputs() / 2);
  }

  /** The posterior's network. */
  public static Mlp posterior(Parameters parameters) {
    return new Mlp(
        List.of(Dense.of(parameters, "posterior/hidden"), Dense.of(parameters, "posterior/out")),
        Activation.ELU);
  }

  /**
   * The network of one prior of the ensemble.
   *
   * @param member which, from 0
   * @param members how many there are
   */
  public static Mlp prior(Parameters parameters, int member, int members) {
    return new Mlp(
        List.of(
            Dense.member(parameters, "prior/hidden", member, members),
            Dense.member(parameters, "prior/out", member, members)),
        Activation.ELU);
  }

  /** Those of the last batch, in arrays that the next call overwrites. */
  public Gaussians gaussians() {
    return gaussians;
  }

  /**
   * Computes means and deviations.
   *
   * @param x rows × the network's inputs
   */
  public void forward(float[] x, int rows) {
    int size = gaussians.size();
    Rows.requireRoom(rows, gaussians.mean().length / size);
    Rows.require("a head's inputs", x, rows, network.inputs());
    float[] raw = pass.forward(x, rows);
    float[] mean = gaussians.mean();
    float[] std = gaussians.std();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        mean[row * size + i] = raw[row * 2 * size + i];
        std[row * size + i] = deviation.of(raw[row * 2 * size + size + i]);
      }
    }
  }

  /**
   * Goes back through the last {@link #forward}.
   *
   * @param byGaussians the gradient by what it computed
   * @param gradient to which the one by the network is added
   * @param below receives the one by x
   */
  public void backward(Gaussians byGaussians, Mlp gradient, float[] below, int rows) {
    int size = gaussians.size();
    float[] raw = pass.output();
    float[] errors = pass.outputGradient();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        int at = row * 2 * size + i;
        errors[at] = byGaussians.mean()[row * size + i];
        errors[at + size] = byGaussians.std()[row * size + i] * deviation.slope(raw[at + size]);
      }
    }
    pass.backward(gradient, below, rows);
  }
}
