package dev.visor.plugin.lompo;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.AlgorithmContract;
import dev.visor.testkit.LearningGoal;
import java.util.Map;

class LompoContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Lompo();
  }

  @Override
  protected LearningGoal goal() {
    return new LearningGoal(
        Profile.QUICK, Map.of("model_updates", "60", "agent_updates", "1500"), "medium-replay", 30);
  }
}
