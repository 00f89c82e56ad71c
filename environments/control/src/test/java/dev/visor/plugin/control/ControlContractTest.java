package dev.visor.plugin.control;

import dev.visor.api.Environments;
import dev.visor.testkit.EnvironmentContract;
import org.junit.jupiter.api.Tag;

/** The contract of all tasks; some ten seconds for each. */
@Tag("slow")
class ControlContractTest extends EnvironmentContract {
  @Override
  protected Environments environments() {
    return new ControlEnvironments();
  }
}
