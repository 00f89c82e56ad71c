package dev.visor.plugin.dreamer;

import dev.visor.nn.Activation;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import java.util.random.RandomGenerator;

/**
 * The actor on latent states: a Gaussian through tanh, whose means are bounded as Dreamer's are and
 * whose deviations begin near 1 as DreamerV2's do.
 */
final class PolicyNetwork {
  static final String NAME = "actor";

  private static final float MEAN_BOUND = 5;
  private static final float LEAST_STD = 0.1f;

  private PolicyNetwork() {}

  /** Names and lengths of an actor's arrays. */
  static Layout layout(int features, int hidden, int units, int actions) {
    Layout.Builder layout = Layout.builder();
    ModelShape.perceptron(layout, NAME, features, hidden, units, 2 * actions);
    return layout.build();
  }

  /** Draws the weights of a new actor. */
  static void initialise(Parameters weights, int hidden, RandomGenerator random) {
    Mlp.initialise(weights, NAME, hidden + 1, random);
  }

  /**
   * The actor whose arrays these are.
   *
   * @param hidden number of hidden layers
   */
  static TanhGaussianActor of(Parameters weights, int hidden) {
    return new TanhGaussianActor(
        new Mlp(weights, NAME, hidden + 1, Activation.ELU),
        new Deviation.Sigmoid(LEAST_STD),
        MEAN_BOUND);
  }
}
