package dev.visor.plugin.lompo;

import dev.visor.api.Profile;
import org.pf4j.Extension;

/** LMRL: LOMPO without its penalty, as the paper compares itself with. */
@Extension
public final class Lmrl extends LatentAlgorithm {
  public Lmrl() {
    super(
        "lmrl",
        1,
        "LOMPO without a penalty: a latent world model, and a policy on real and imagined states.",
        "The ablation of that name in Rafailov et al.: Offline Reinforcement Learning from Images"
            + " with Latent Space Models. L4DC 2021. arXiv 2012.11547");
  }

  @Override
  LompoParameters defaults(Profile profile) {
    return LompoParameters.defaults(profile, Penalty.NONE, true);
  }

  @Override
  void check(LompoParameters parameters) {
    if (parameters.penalty() != Penalty.NONE) {
      throw new IllegalArgumentException(
          "lmrl is lompo without a penalty: leave penalty at none, or use lompo");
    }
  }
}
