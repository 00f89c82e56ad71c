package com.example.throwing;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.InputStream;
import org.pf4j.Extension;

/** Describes itself, and throws as soon as it has to train. For the tests of Visor. */
@Extension
public final class ThrowingAlgorithm implements Algorithm {
  /** Nothing can be chosen. */
  public record Parameters() {}

  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "throws", 1, "Fails when it is trained.", "none", Parameters.class, p -> new Parameters());
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    throw new IllegalStateException("this algorithm always fails");
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) {
    throw new IllegalStateException("this algorithm always fails");
  }
}
