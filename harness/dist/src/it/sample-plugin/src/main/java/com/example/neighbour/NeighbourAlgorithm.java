package com.example.neighbour;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.IOException;
import java.io.InputStream;
import org.pf4j.Extension;

/** Does what was done where the data looked most alike. */
@Extension
public final class NeighbourAlgorithm implements Algorithm {
  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "nearest-neighbour",
        1,
        "Repeats the action of the remembered picture that looks most like the one seen.",
        "Cover and Hart 1967, Nearest neighbor pattern classification",
        NeighbourParameters.class,
        NeighbourParameters::of);
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new NeighbourTrainer(context);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    return new NeighbourPolicy(context.spec().observation(), Memory.read(in));
  }
}
