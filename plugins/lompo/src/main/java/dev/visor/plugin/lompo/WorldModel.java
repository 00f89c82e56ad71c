package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Mlp;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.Optional;

/**
 * A trained world model, run forward: the filter that meets pictures, the ensemble that imagines
 * without them, and the heads that read reward and the task's end off a state. The decoder is not
 * among them, because nothing but the loss looks at its pictures.
 */
final class WorldModel {
  static final int REWARD_LAYERS = 3;
  static final int TERMINAL_LAYERS = 4;

  private final StateFilter filter;
  private final PriorEnsemble ensemble;
  private final Mlp reward;
  private final Optional<Mlp> terminal;

  WorldModel(ModelShape shape, Tensors parameters) {
    filter = new StateFilter(shape, parameters);
    ensemble = new PriorEnsemble(shape, parameters);
    reward = new Mlp(parameters, "reward", REWARD_LAYERS);
    terminal =
        shape.terminal()
            ? Optional.of(new Mlp(parameters, "terminal", TERMINAL_LAYERS))
            : Optional.empty();
  }

  ModelShape shape() {
    return filter.shape();
  }

  StateFilter filter() {
    return filter;
  }

  PriorEnsemble ensemble() {
    return ensemble;
  }

  /** From features to the expected reward on arrival. */
  Mlp reward() {
    return reward;
  }

  /** From features to the logit of the task's end, where the model has such a head. */
  Optional<Mlp> terminal() {
    return terminal;
  }
}
