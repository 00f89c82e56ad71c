package dev.visor.plugin.manipulation;

import dev.visor.api.Environment;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.testkit.EnvironmentContract;
import java.util.List;

/** The contract of one task, at every build; {@link ManipulationContractTest} asks it of all. */
class ClawContractTest extends EnvironmentContract {
  private static final String TASK = "dclaw-screw-velocity";

  @Override
  protected Environments environments() {
    return new OneTask();
  }

  private static final class OneTask implements Environments {
    private final Environments all = new ManipulationEnvironments();

    @Override
    public List<TaskDescriptor> tasks() {
      return all.tasks().stream().filter(task -> task.id().name().equals(TASK)).toList();
    }

    @Override
    public Environment open(TaskId task, ObservationSpec observation) {
      return all.open(task, observation);
    }
  }
}
