package dev.visor.plugin.control;

import dev.visor.api.Environments;
import dev.visor.testkit.EnvironmentContract;
import dev.visor.testkit.OneTask;

/** The contract of one task, at every build; {@link ControlContractTest} asks it of all. */
class CartpoleContractTest extends EnvironmentContract {
  @Override
  protected Environments environments() {
    return new OneTask(new ControlEnvironments(), "cartpole-swingup");
  }
}
