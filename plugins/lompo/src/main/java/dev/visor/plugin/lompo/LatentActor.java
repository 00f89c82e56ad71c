package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The arrays of LOMPO's policy on latent states, a perceptron with ELU in between. */
final class LatentActor {
  private static final String NAME = "actor";

  /** Bounds of ln σ, as in the code of soft actor-critic. */
  private static final Deviation DEVIATION = new Deviation.ClampedLog(-20, 2);

  private LatentActor() {}

  /** Names and lengths of an actor's arrays. */
  static Layout layout(LompoParameters parameters, int features, int actions) {
    int[] sizes = new int[parameters.actorLayers() + 2];
    Arrays.fill(sizes, parameters.actorUnits());
    sizes[0] = features;
    sizes[sizes.length - 1] = parameters.actor() == ActorKind.GAUSSIAN ? 2 * actions : actions;
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, NAME, sizes);
    return layout.build();
  }

  /** Draws the weights of a new actor. */
  static void initialise(LompoParameters parameters, Parameters weights, RandomGenerator random) {
    Mlp.initialise(weights, NAME, parameters.actorLayers() + 1, random);
  }

  /** The network whose arrays these are, or its gradient. */
  static Mlp network(Parameters weights, int hidden) {
    return new Mlp(weights, NAME, hidden + 1, Activation.ELU);
  }

  /**
   * The actor whose arrays these are.
   *
   * @param hidden number of hidden layers
   */
  static Actor of(ActorKind kind, Parameters weights, int hidden) {
    return switch (kind) {
      case DETERMINISTIC -> deterministic(weights, hidden);
      case GAUSSIAN -> gaussian(weights, hidden);
    };
  }

  /** As {@link #of}, of that kind. */
  static DeterministicActor deterministic(Parameters weights, int hidden) {
    return new DeterministicActor(network(weights, hidden));
  }

  /** As {@link #of}, of that kind. */
  static TanhGaussianActor gaussian(Parameters weights, int hidden) {
    return new TanhGaussianActor(network(weights, hidden), DEVIATION);
  }
}
