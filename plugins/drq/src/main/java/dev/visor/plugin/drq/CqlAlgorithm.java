package dev.visor.plugin.drq;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** Conservative Q-learning from pixels. */
@Extension
public final class CqlAlgorithm extends PixelAlgorithm<CqlParameters> {
  @Override
  public AlgorithmDescriptor<CqlParameters> describe() {
    return new AlgorithmDescriptor<>(
        "cql",
        1,
        "Conservative Q-learning from pixels: values of actions that the data does not have are pushed down.",
        "Kumar et al. 2020, Conservative Q-Learning for Offline Reinforcement Learning, arXiv 2006.04779; on pixels Lu et al. 2023, arXiv 2206.04779",
        CqlParameters.class,
        CqlParameters::of);
  }

  @Override
  Basis basis(CqlParameters parameters) {
    return parameters.basis();
  }

  @Override
  PixelActor.Form actor(CqlParameters parameters, int features, int actions) {
    return new PixelActor.Form(
        features, actions, ActorCriticAgent.LAYERS, parameters.units(), false);
  }

  @Override
  Agent agent(
      Workspace workspace,
      CqlParameters parameters,
      PixelActor.Form actor,
      RandomGenerator random) {
    return new CqlLoss(workspace, parameters, actor, random);
  }
}
