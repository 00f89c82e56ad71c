package dev.visor.plugin.drq;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** DrQ+BC. */
@Extension
public final class DrqBcAlgorithm extends PixelAlgorithm<DrqBcParameters> {
  @Override
  public AlgorithmDescriptor<DrqBcParameters> describe() {
    return new AlgorithmDescriptor<>(
        "drq-bc",
        1,
        "DrQ+BC: an actor-critic on shifted pictures whose actor also imitates the data.",
        "Lu et al. 2023, Challenges and Opportunities in Offline Reinforcement Learning from Visual Observations, arXiv 2206.04779; Yarats et al. 2022, DrQ-v2, arXiv 2107.09645; Fujimoto and Gu 2021, TD3+BC, arXiv 2106.06860",
        DrqBcParameters.class,
        DrqBcParameters::of);
  }

  @Override
  Basis basis(DrqBcParameters parameters) {
    return parameters.basis();
  }

  @Override
  PixelActor.Form actor(DrqBcParameters parameters, int features, int actions) {
    return new PixelActor.Form(
        features, actions, ActorCriticAgent.LAYERS, parameters.units(), false);
  }

  @Override
  Agent agent(
      Workspace workspace,
      DrqBcParameters parameters,
      PixelActor.Form actor,
      RandomGenerator random) {
    return new DrqBcLoss(workspace, parameters, actor, random);
  }
}
