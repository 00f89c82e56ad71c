package dev.visor.nn.rssm;

import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ensemble: several heads that each predict the stochastic state from the deterministic one.
 * What they share is the state, so that they can be told apart by nothing but their first weights
 * and the time steps that each was trained with.
 */
public final class PriorEnsemble {
  private final List<StateHead> heads;
  private final List<Distributions> distributions;
  private final List<Gaussians> gaussians;

  /**
   * @param rows the most there are in a batch
   */
  public PriorEnsemble(Workspace workspace, LatentShape shape, Parameters parameters, int rows) {
    heads =
        networks(shape, parameters).stream()
            .map(network -> new StateHead(workspace, network, shape.state(), rows))
            .toList();
    distributions = heads.stream().map(StateHead::distributions).toList();
    gaussians =
        distributions.stream()
            .filter(Gaussians.class::isInstance)
            .map(Gaussians.class::cast)
            .toList();
  }

  /** The networks of all heads. */
  public static List<Mlp> networks(LatentShape shape, Parameters parameters) {
    return IntStream.range(0, shape.ensemble())
        .mapToObj(member -> StateHead.prior(parameters, member, shape.ensemble()))
        .toList();
  }

  /** The heads, to be asked one by one. */
  public List<StateHead> heads() {
    return heads;
  }

  /** The prior of each head, as it was asked last. */
  public List<Distributions> distributions() {
    return distributions;
  }

  /** The same where states are Gaussian; none where they are of another kind. */
  public List<Gaussians> priors() {
    return gaussians;
  }

  /** Lets every head predict from the same deterministic states. */
  public void forward(LatentStates states, int rows) {
    for (int k = 0; k < heads.size(); k++) {
      heads.get(k).forward(states.deter(), rows);
    }
  }
}
