package dev.visor.plugin.manipulation;

import dev.visor.api.Environments;
import dev.visor.testkit.EnvironmentContract;

class ManipulationContractTest extends EnvironmentContract {
  @Override
  protected Environments environments() {
    return new ManipulationEnvironments();
  }
}
