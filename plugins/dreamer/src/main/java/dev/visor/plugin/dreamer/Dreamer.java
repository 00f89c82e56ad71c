package dev.visor.plugin.dreamer;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.LearningMode;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.pf4j.Extension;

/** DreamerV2; with a penalty it is Offline DV2. */
@Extension
public final class Dreamer implements Algorithm {
  @Override
  public AlgorithmDescriptor<DreamerParameters> describe() {
    return new AlgorithmDescriptor<>(
        "dreamer",
        1,
        "Learns a world model with categorical latent states, and behaviour by imagining in it and"
            + " going back through its dynamics.",
        "Hafner, Lillicrap, Norouzi, Ba: Mastering Atari with Discrete World Models. ICLR 2021."
            + " arXiv 2010.02193. With a penalty: Lu, Ball, Rudner, Parker-Holder, Osborne, Teh:"
            + " Challenges and Opportunities in Offline Reinforcement Learning from Visual"
            + " Observations. TMLR 2023. arXiv 2206.04779",
        DreamerParameters.class,
        DreamerParameters::defaults,
        Set.of(LearningMode.OFFLINE, LearningMode.ONLINE));
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new OfflineDreamer(context, context.parameters(DreamerParameters.class));
  }

  @Override
  public OnlineTrainer online(OnlineContext context) {
    DreamerParameters parameters = context.parameters(DreamerParameters.class);
    OnlineTraining.Schedule schedule =
        new OnlineTraining.Schedule(
            parameters.prefill(),
            parameters.pretrain(),
            parameters.trainEvery(),
            parameters.trainSteps());
    return new OnlineTraining(
        context, schedule, new OnlineDreamer(context, parameters), parameters.replay());
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    return PolicyFile.read(new BufferedInputStream(in), context.spec());
  }
}
