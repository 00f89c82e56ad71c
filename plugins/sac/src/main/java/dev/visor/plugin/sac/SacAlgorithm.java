package dev.visor.plugin.sac;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.LearningMode;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.nn.ActorSnapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.pf4j.Extension;

/** Soft actor-critic from states. */
@Extension
public final class SacAlgorithm implements Algorithm {
  static final String ID = "sac";

  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        ID,
        1,
        "Soft actor-critic: off-policy learning from states, with as much randomness as pays.",
        "Haarnoja et al. 2018, Soft Actor-Critic Algorithms and Applications, arXiv 1812.05905",
        SacParameters.class,
        SacParameters::of,
        Set.of(LearningMode.ONLINE),
        true);
  }

  @Override
  public OnlineTrainer online(OnlineContext context) {
    return new SacTrainer(context);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    return SacPolicy.of(ActorSnapshot.read(new BufferedInputStream(in)), context.spec());
  }
}
