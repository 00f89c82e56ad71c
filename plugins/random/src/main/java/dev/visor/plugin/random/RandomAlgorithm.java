package dev.visor.plugin.random;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.IOException;
import java.io.InputStream;
import org.pf4j.Extension;

/** Learns nothing, and acts at random. */
@Extension
public final class RandomAlgorithm implements Algorithm {
  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "random",
        1,
        "Uniform random actions: what every algorithm has to beat.",
        "none",
        RandomParameters.class,
        profile -> new RandomParameters());
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new NothingToLearn();
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    NothingToLearn.checkMark(in);
    return new UniformPolicy(context.spec().actionSize());
  }
}
