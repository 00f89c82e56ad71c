package dev.visor.plugin.lompo;

import dev.visor.api.Algorithm;
import dev.visor.api.Profile;
import dev.visor.testkit.AlgorithmContract;
import dev.visor.testkit.LearningGoal;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LompoContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Lompo();
  }

  /**
   * The whole world model of {@code quick}: with a fifth of its updates it does not yet know where
   * the dot is in pictures that it has not seen, and the agent goes into a corner.
   */
  @Override
  protected LearningGoal goal() {
    return new LearningGoal(Profile.QUICK, Map.of("agent_updates", "2000"), "medium-replay", 50);
  }

  /** About two minutes of one core. */
  @Tag("slow")
  @Test
  @Override
  public void itLearns() throws IOException {
    super.itLearns();
  }
}
