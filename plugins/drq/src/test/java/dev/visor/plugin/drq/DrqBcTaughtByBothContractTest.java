package dev.visor.plugin.drq;

import java.util.Map;

/** DrQ+BC whose encoder learns from the actor too, as in {@code laptop}. */
class DrqBcTaughtByBothContractTest extends DrqBcContractTest {
  @Override
  protected Map<String, String> parameters() {
    return Map.of("encoder_learns_from", "both");
  }
}
