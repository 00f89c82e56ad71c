package dev.visor.plugin.dreamer;

import dev.visor.api.Algorithm;
import dev.visor.testkit.AlgorithmContract;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlanetContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Planet();
  }

  /** About two minutes of one core. */
  @Tag("slow")
  @Test
  @Override
  public void itLearns() throws IOException {
    super.itLearns();
  }
}
