package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.PriorEnsemble;
import dev.visor.nn.rssm.StateFilter;
import java.util.Optional;

/**
 * A trained world model, run forward: perception and the filter that meet observations, the
 * ensemble that imagines without them, and the heads that read reward and the task's end off a
 * state. The decoder is not among them, because nothing but the loss looks at its pictures.
 */
final class WorldModel {
  static final int REWARD_LAYERS = 3;
  static final int TERMINAL_LAYERS = 4;
  static final int FELT_LAYERS = 4;

  private static final int PICTURES_AT_ONCE = 32;

  private final ModelShape shape;
  private final Perception perception;
  private final StateFilter filter;
  private final PriorEnsemble ensemble;
  private final Mlp.Pass reward;
  private final Optional<Mlp.Pass> terminal;

  /**
   * @param rows the most there are in a batch
   */
  WorldModel(Workspace workspace, ModelShape shape, Parameters parameters, int rows) {
    this.shape = shape;
    perception = Perception.forward(workspace, shape, parameters, PICTURES_AT_ONCE);
    filter = new StateFilter(workspace, shape.latent(), parameters, rows);
    ensemble = new PriorEnsemble(workspace, shape.latent(), parameters, rows);
    reward = reward(parameters).pass(workspace, rows);
    terminal =
        shape.terminal()
            ? Optional.of(terminal(parameters).pass(workspace, rows))
            : Optional.empty();
  }

  /** The network that reads the reward on arrival off features. */
  static Mlp reward(Parameters parameters) {
    return new Mlp(parameters, "reward", REWARD_LAYERS, Activation.ELU);
  }

  /** The network that reads the logit of the task's end off features. */
  static Mlp terminal(Parameters parameters) {
    return new Mlp(parameters, "terminal", TERMINAL_LAYERS, Activation.ELU);
  }

  /** The network that reads what a body feels off features. */
  static Mlp felt(Parameters parameters) {
    return new Mlp(parameters, "felt", FELT_LAYERS, Activation.ELU);
  }

  ModelShape shape() {
    return shape;
  }

  /** What turns observations into embeddings. */
  Perception perception() {
    return perception;
  }

  /** What follows them. */
  StateFilter filter() {
    return filter;
  }

  PriorEnsemble ensemble() {
    return ensemble;
  }

  /** From features to the expected reward on arrival. */
  Mlp.Pass reward() {
    return reward;
  }

  /** From features to the logit of the task's end, where the model has such a head. */
  Optional<Mlp.Pass> terminal() {
    return terminal;
  }
}
