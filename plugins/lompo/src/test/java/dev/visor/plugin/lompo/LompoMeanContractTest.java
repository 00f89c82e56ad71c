package dev.visor.plugin.lompo;

import java.util.Map;

/** LOMPO that trains all heads and charges the disagreement of their means. */
class LompoMeanContractTest extends LompoContractTest {
  @Override
  protected Map<String, String> parameters() {
    return Map.of("heads", "all", "penalty", "mean", "relative_lambda", "1");
  }
}
