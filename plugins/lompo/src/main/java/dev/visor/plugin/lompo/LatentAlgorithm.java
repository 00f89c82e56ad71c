package dev.visor.plugin.lompo;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What LOMPO and its two ablations have in common: all but their defaults. */
abstract class LatentAlgorithm implements Algorithm {
  private final AlgorithmDescriptor<LompoParameters> descriptor;

  LatentAlgorithm(String id, int version, String summary, String paper) {
    descriptor =
        new AlgorithmDescriptor<>(
            id, version, summary, paper, LompoParameters.class, this::defaults);
  }

  /** The defaults of a profile. */
  abstract LompoParameters defaults(Profile profile);

  /**
   * Refuses parameters that would make it another algorithm.
   *
   * @throws IllegalArgumentException saying which, and what to use instead
   */
  abstract void check(LompoParameters parameters);

  @Override
  public AlgorithmDescriptor<LompoParameters> describe() {
    return descriptor;
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    LompoParameters parameters = context.parameters(LompoParameters.class);
    check(parameters);
    return new LompoTrainer(context, parameters);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    return PolicyFile.read(new BufferedInputStream(in), context.spec());
  }
}
