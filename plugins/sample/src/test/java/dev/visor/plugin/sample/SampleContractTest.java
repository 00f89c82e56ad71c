package dev.visor.plugin.sample;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.AlgorithmContract;
import dev.visor.testkit.LearningGoal;
import java.util.Map;

/** All that Visor asks of an algorithm; the goal keeps the training of {@code itLearns} short. */
class SampleContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new SampleAlgorithm();
  }

  @Override
  protected LearningGoal goal() {
    return new LearningGoal(
        Profile.QUICK,
        Map.of("updates", "150", "hidden", "32", "learning_rate", "1e-3"),
        "medium-replay",
        30);
  }
}
