package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Elementary;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The deterministic policy on latent states: a perceptron with tanh at its end. */
final class Actor {
  private static final String NAME = "actor";

  private final Mlp network;

  /**
   * The actor whose arrays are among some parameters.
   *
   * @param hidden number of hidden layers
   */
  Actor(Parameters parameters, int hidden) {
    network = new Mlp(parameters, NAME, hidden + 1, Activation.ELU);
  }

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

  /** The part before tanh. */
  Mlp network() {
    return network;
  }

  /** Room for batches of up to so many rows. */
  Pass pass(Workspace workspace, int rows) {
    return new Pass(workspace, rows);
  }

  /** One computation of actions. */
  final class Pass {
    private final Mlp.Pass pass;
    private final float[] actions;

    private Pass(Workspace workspace, int rows) {
      pass = network.pass(workspace, rows);
      actions = new float[rows * network.outputs()];
    }

    /** The perceptron's own pass, for its gradient. */
    Mlp.Pass beforeTanh() {
      return pass;
    }

    /** The actions of the last call of {@link #act}. */
    float[] actions() {
      return actions;
    }

    /**
     * Chooses actions.
     *
     * @param features rows × length
     * @return rows × action length, in (−1, 1), in an array that the next call overwrites
     */
    float[] act(float[] features, int rows) {
      float[] raw = pass.forward(features, rows);
      for (int i = 0; i < rows * network.outputs(); i++) {
        actions[i] = Elementary.tanh(raw[i]);
      }
      return actions;
    }
  }
}
