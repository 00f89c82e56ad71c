package dev.visor.plugin.lompo;

import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ensemble: several heads that each predict the stochastic state from the deterministic one.
 */
final class PriorEnsemble {
  private final List<GaussianHead> heads;

  /**
   * @param rows the most there are in a batch
   */
  PriorEnsemble(Workspace workspace, ModelShape shape, Parameters parameters, int rows) {
    heads =
        networks(shape, parameters).stream()
            .map(network -> new GaussianHead(workspace, network, rows))
            .toList();
  }

  /** The networks of all heads. */
  static List<Mlp> networks(ModelShape shape, Parameters parameters) {
    return IntStream.range(0, shape.ensemble())
        .mapToObj(member -> GaussianHead.prior(parameters, member, shape.ensemble()))
        .toList();
  }

  /** The heads, as the last {@link #forward} left them. */
  List<GaussianHead> heads() {
    return heads;
  }

  /** Lets every head predict from the same deterministic states. */
  void forward(LatentStates states, int rows) {
    for (GaussianHead head : heads) {
      head.forward(states.deter(), rows);
    }
  }
}
