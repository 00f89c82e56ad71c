package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Elementary;
import dev.visor.plugin.lompo.net.Mlp;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.Arrays;

/** The deterministic policy on latent states: a perceptron with tanh at its end. */
final class Actor {
  private static final String NAME = "actor";

  private final Mlp network;

  /**
   * The actor whose arrays are among some parameters.
   *
   * @param hidden number of hidden layers
   */
  Actor(Tensors parameters, int hidden) {
    network = new Mlp(parameters, NAME, hidden + 1);
  }

  /** Makes arrays of zeros for an actor. */
  static Tensors declare(LompoParameters parameters, int features, int actions) {
    int[] sizes = new int[parameters.actorLayers() + 2];
    Arrays.fill(sizes, parameters.actorUnits());
    sizes[0] = features;
    sizes[sizes.length - 1] = actions;
    Tensors tensors = new Tensors();
    Mlp.declare(tensors, NAME, sizes);
    return tensors;
  }

  /** The part before tanh. */
  Mlp network() {
    return network;
  }

  /** A workspace for batches of up to so many rows. */
  Pass pass(int rows) {
    return new Pass(rows);
  }

  /** One computation of actions. */
  final class Pass {
    private final Mlp.Pass pass;
    private final float[] actions;

    private Pass(int rows) {
      pass = network.pass(rows);
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
