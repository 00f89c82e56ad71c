package dev.visor.plugin.lompo;

import dev.visor.api.Profile;
import org.pf4j.Extension;

/**
 * Offline SLAC: the same world model and agent without imagination, as the paper compares itself
 * with.
 */
@Extension
public final class Slac extends LatentAlgorithm {
  public Slac() {
    super(
        "slac",
        1,
        "Learns a latent world model, and a policy on the states of the recorded episodes alone.",
        "Lee, Nagabandi, Abbeel, Levine: Stochastic Latent Actor-Critic. NeurIPS 2020. arXiv"
            + " 1907.00953; run offline as in Rafailov et al., L4DC 2021");
  }

  @Override
  LompoParameters defaults(Profile profile) {
    return LompoParameters.defaults(profile, Penalty.NONE, false);
  }

  @Override
  void check(LompoParameters parameters) {
    if (parameters.imaginedRows() != 0) {
      throw new IllegalArgumentException(
          "slac learns from no imagined rows: leave imagined_rows at 0, or use lompo or lmrl");
    }
  }
}
