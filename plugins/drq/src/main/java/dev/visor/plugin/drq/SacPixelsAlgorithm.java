package dev.visor.plugin.drq;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** Soft actor-critic from pixels, offline. */
@Extension
public final class SacPixelsAlgorithm extends PixelAlgorithm<SacPixelsParameters> {
  @Override
  public AlgorithmDescriptor<SacPixelsParameters> describe() {
    return new AlgorithmDescriptor<>(
        "sac-pixels",
        1,
        "Soft actor-critic from pixels, offline: off-policy learning that nothing keeps to the data.",
        "Haarnoja et al. 2018, Soft Actor-Critic Algorithms and Applications, arXiv 1812.05905; on pixels Yarats et al. 2021, DrQ, arXiv 2004.13649",
        SacPixelsParameters.class,
        SacPixelsParameters::of);
  }

  @Override
  Basis basis(SacPixelsParameters parameters) {
    return parameters.basis();
  }

  @Override
  PixelActor.Form actor(SacPixelsParameters parameters, int features, int actions) {
    return new PixelActor.Form(
        features, actions, ActorCriticAgent.LAYERS, parameters.units(), true);
  }

  @Override
  Agent agent(
      Workspace workspace,
      SacPixelsParameters parameters,
      PixelActor.Form actor,
      RandomGenerator random) {
    return new SacPixelsLoss(workspace, parameters, actor, random);
  }
}
