package dev.visor.plugin.manipulation;

import dev.visor.api.Environments;
import dev.visor.testkit.EnvironmentContract;
import dev.visor.testkit.OneTask;

/** The contract of one task, at every build; {@link ManipulationContractTest} asks it of all. */
class ClawContractTest extends EnvironmentContract {
  @Override
  protected Environments environments() {
    return new OneTask(new ManipulationEnvironments(), "dclaw-screw-velocity");
  }
}
