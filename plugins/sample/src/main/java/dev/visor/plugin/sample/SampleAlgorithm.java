package dev.visor.plugin.sample;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.IOException;
import java.io.InputStream;
import org.pf4j.Extension;

/**
 * What Visor finds of this plugin: who the algorithm is, how it trains, and how a policy that it
 * wrote is read back.
 *
 * <p>{@code @Extension} puts the class into the jar's index. Training and evaluation run in
 * different processes, each with an object of this class of its own: it keeps nothing.
 */
@Extension
public final class SampleAlgorithm implements Algorithm {
  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "bc-graph",
        1,
        "Behaviour cloning with a Deeplearning4j ComputationGraph:"
            + " the sample to start an own algorithm from.",
        "Pomerleau 1989; as a baseline from pixels Lu et al. 2023, V-D4RL, arXiv 2206.04779",
        SampleParameters.class,
        SampleParameters::of);
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new SampleTrainer(context);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    // The parameters are those of the training; only the weights come from the stream.
    SampleNetwork network =
        new SampleNetwork(context.parameters(SampleParameters.class), context.spec());
    try {
      network.readWeights(in);
      return new SamplePolicy(network);
    } catch (IOException e) {
      network.close(); // it holds memory that no garbage collector counts
      throw e;
    }
  }
}
