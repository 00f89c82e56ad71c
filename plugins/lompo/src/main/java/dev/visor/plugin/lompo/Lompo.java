package dev.visor.plugin.lompo;

import dev.visor.api.Profile;
import org.pf4j.Extension;

/**
 * LOMPO: offline model-based policy optimisation in latent space, under a penalty of uncertainty.
 */
@Extension
public final class Lompo extends LatentAlgorithm {
  public Lompo() {
    super(
        "lompo",
        1,
        "Learns a latent world model with an ensemble of priors, and a policy on real and imagined"
            + " states whose reward is lowered where the ensemble disagrees.",
        "Rafailov, Yu, Rajeswaran, Finn: Offline Reinforcement Learning from Images with Latent"
            + " Space Models. L4DC 2021. arXiv 2012.11547");
  }

  @Override
  LompoParameters defaults(Profile profile) {
    return LompoParameters.defaults(profile, Penalty.LOG_PROB, true);
  }

  @Override
  void check(LompoParameters parameters) {
    // Any parameters are LOMPO's.
  }
}
