package dev.visor.plugin.drq;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.AlgorithmContract;
import dev.visor.testkit.LearningGoal;
import java.util.Map;

class SacPixelsContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new SacPixelsAlgorithm();
  }

  @Override
  protected LearningGoal goal() {
    return new LearningGoal(
        Profile.QUICK,
        Map.of("updates", "400", "units", "64", "learning_rate", "1e-3"),
        "medium-replay",
        30);
  }
}
