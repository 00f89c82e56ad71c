package dev.visor.plugin.drq;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** ReBRAC on pixels. */
@Extension
public final class RebracAlgorithm extends PixelAlgorithm<RebracParameters> {
  @Override
  public AlgorithmDescriptor<RebracParameters> describe() {
    return new AlgorithmDescriptor<>(
        "rebrac",
        1,
        "ReBRAC on pixels: actor and targets both pay for their distance from the data.",
        "Tarasov et al. 2023, Revisiting the Minimalist Approach to Offline Reinforcement Learning, arXiv 2305.09836",
        RebracParameters.class,
        RebracParameters::of);
  }

  @Override
  Basis basis(RebracParameters parameters) {
    return parameters.basis();
  }

  @Override
  PixelActor.Form actor(RebracParameters parameters, int features, int actions) {
    return new PixelActor.Form(features, actions, RebracLoss.LAYERS, parameters.units(), false);
  }

  @Override
  Agent agent(
      Workspace workspace,
      RebracParameters parameters,
      PixelActor.Form actor,
      RandomGenerator random) {
    return new RebracLoss(workspace, parameters, actor, random);
  }
}
