package dev.visor.testkit;

import dev.visor.api.Environments;

class ToyEnvironmentsContractTest extends EnvironmentContract {
  @Override
  protected Environments environments() {
    return new ToyEnvironments();
  }
}
