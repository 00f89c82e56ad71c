package dev.visor.plugin.dreamer;

import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TruncatedGaussianActor;
import java.util.random.RandomGenerator;

/**
 * The actor on latent states, as DreamerV2 has it: a Gaussian that is cut off at the bounds of
 * actions, whose deviations begin near 1 and stay above 0.1.
 */
final class PolicyNetwork {
  static final String NAME = "actor";

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
  static Actor of(Parameters weights, int hidden) {
    return new TruncatedGaussianActor(
        new Mlp(weights, NAME, hidden + 1, Activation.ELU), new Deviation.Sigmoid(LEAST_STD));
  }
}
