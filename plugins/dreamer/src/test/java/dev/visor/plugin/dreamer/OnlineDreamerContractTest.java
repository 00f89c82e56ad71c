package dev.visor.plugin.dreamer;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.OnlineAlgorithmContract;
import dev.visor.testkit.OnlineLearningGoal;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OnlineDreamerContractTest extends OnlineAlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Dreamer();
  }

  /** Half of what an agent from states reaches: pictures take longer to learn. */
  @Override
  protected OnlineLearningGoal goal() {
    return new OnlineLearningGoal(Profile.QUICK, Map.of(), 10_000, 30);
  }

  /** Some minutes of one core. */
  @Tag("nightly")
  @Test
  @Override
  public void itLearns() throws IOException {
    super.itLearns();
  }
}
