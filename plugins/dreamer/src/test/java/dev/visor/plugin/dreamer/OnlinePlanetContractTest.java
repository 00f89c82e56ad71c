package dev.visor.plugin.dreamer;

import dev.visor.api.Algorithm;
import dev.visor.testkit.OnlineAlgorithmContract;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OnlinePlanetContractTest extends OnlineAlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Planet();
  }

  /** Some minutes of one core. */
  @Tag("slow")
  @Test
  @Override
  public void itLearns() throws IOException {
    super.itLearns();
  }
}
