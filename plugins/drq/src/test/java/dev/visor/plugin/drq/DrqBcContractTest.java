package dev.visor.plugin.drq;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.AlgorithmContract;
import dev.visor.testkit.LearningGoal;
import java.util.Map;

class DrqBcContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new DrqBcAlgorithm();
  }

  @Override
  protected LearningGoal goal() {
    return new LearningGoal(
        Profile.QUICK,
        Map.of("updates", "300", "units", "64", "learning_rate", "1e-3", "weight_average", "0.9"),
        "medium-replay",
        30);
  }
}
