package dev.visor.plugin.drq;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetView;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** Implicit Q-learning from pixels. */
@Extension
public final class IqlAlgorithm extends PixelAlgorithm<IqlParameters> {
  /** How far apart the least and the greatest return lie once rewards are scaled. */
  private static final double SPAN = 1000;

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
  double rewardScale(IqlParameters parameters, DatasetView data) {
    if (!parameters.normalisedRewards()) {
      return 1;
    }
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int episode = 0; episode < data.episodes(); episode++) {
      float[] rewards = new float[data.length(episode)];
      data.rewards(episode, 0, rewards.length, rewards, 0);
      double sum = 0;
      for (float reward : rewards) {
        sum += reward;
      }
      least = Math.min(least, sum);
      greatest = Math.max(greatest, sum);
    }
    return greatest > least ? SPAN / (greatest - least) : 1;
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
