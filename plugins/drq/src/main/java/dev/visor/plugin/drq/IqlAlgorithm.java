package dev.visor.plugin.drq;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** Implicit Q-learning from pixels. */
@Extension
public final class IqlAlgorithm extends PixelAlgorithm<IqlParameters> {
  @Override
  public AlgorithmDescriptor<IqlParameters> describe() {
    return new AlgorithmDescriptor<>(
        "iql",
        1,
        "Implicit Q-learning from pixels: values of the data's own actions alone, and their imitation by advantage.",
        "Kostrikov et al. 2022, Offline Reinforcement Learning with Implicit Q-Learning, arXiv 2110.06169",
        IqlParameters.class,
        IqlParameters::of);
  }

  @Override
  Basis basis(IqlParameters parameters) {
    return parameters.basis();
  }

  @Override
  PixelActor.Form actor(IqlParameters parameters, int features, int actions) {
    return new PixelActor.Form(
        features, actions, ActorCriticAgent.LAYERS, parameters.units(), false);
  }

  @Override
  Agent agent(
      Workspace workspace,
      IqlParameters parameters,
      PixelActor.Form actor,
      RandomGenerator random) {
    return new IqlLoss(workspace, parameters, actor, random);
  }
}
