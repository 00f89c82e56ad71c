package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The arrays of LOMPO's policy on latent states: a deterministic actor with ELU in between. */
final class LatentActor {
  private static final String NAME = "actor";

  private LatentActor() {}

  /** Names and lengths of an actor's arrays. */
  static Layout layout(LompoParameters parameters, int features, int actions) {
    int[] sizes = new int[parameters.actorLayers() + 2];
    Arrays.fill(sizes, parameters.actorUnits());
    sizes[0] = features;
    sizes[sizes.length - 1] = actions;
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, NAME, sizes);
    return layout.build();
  }

  /** Draws the weights of a new actor. */
  static void initialise(LompoParameters parameters, Parameters weights, RandomGenerator random) {
    Mlp.initialise(weights, NAME, parameters.actorLayers() + 1, random);
  }

  /**
   * The actor whose arrays these are.
   *
   * @param hidden number of hidden layers
   */
  static DeterministicActor of(Parameters weights, int hidden) {
    return new DeterministicActor(new Mlp(weights, NAME, hidden + 1, Activation.ELU));
  }
}
