package dev.visor.plugin.dreamer;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.AlgorithmContract;
import dev.visor.testkit.LearningGoal;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlanetContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Planet();
  }

  /** Its plans are as good as its model: half as many updates more than the profile's. */
  @Override
  protected LearningGoal goal() {
    return new LearningGoal(Profile.QUICK, Map.of("model_updates", "2250"), "medium-replay", 30);
  }

  /** About two minutes of one core. */
  @Tag("nightly")
  @Test
  @Override
  public void itLearns() throws IOException {
    super.itLearns();
  }
}
