package dev.visor.plugin.bc;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.IOException;
import java.io.InputStream;
import org.pf4j.Extension;

/** Behaviour cloning from pixels. */
@Extension
public final class BcAlgorithm implements Algorithm {
  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "bc",
        1,
        "Behaviour cloning: regression from stacked pictures to the actions in the data.",
        "Pomerleau 1989; as a baseline from pixels Lu et al. 2023, V-D4RL, arXiv 2206.04779",
        BcParameters.class,
        BcParameters::of);
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new BcTrainer(context);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    BcNetwork network = new BcNetwork(context.parameters(BcParameters.class), context.spec(), 1);
    try {
      return BcPolicy.read(network, in);
    } catch (IOException e) {
      network.close();
      throw e;
    }
  }
}
