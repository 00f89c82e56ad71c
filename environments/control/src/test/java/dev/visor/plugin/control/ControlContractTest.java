package dev.visor.plugin.control;

import dev.visor.api.Environments;
import dev.visor.testkit.EnvironmentContract;

class ControlContractTest extends EnvironmentContract {
  @Override
  protected Environments environments() {
    return new ControlEnvironments();
  }
}
