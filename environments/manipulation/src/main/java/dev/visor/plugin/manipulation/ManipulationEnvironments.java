package dev.visor.plugin.manipulation;

import dev.visor.api.Environment;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.task.TaskList;
import java.util.List;
import org.pf4j.Extension;

/** The tasks of this plugin. */
@Extension
public final class ManipulationEnvironments implements Environments {
  /**
   * Tag of a task whose every episode starts alike, as the original's do: the seed of a reset
   * decides nothing.
   */
  static final String FIXED_START = "fixed-start";

  static final TaskList TASKS =
      TaskList.of(ScrewVelocity.TASKS, ScrewFixed.TASKS, DoorOpen.TASKS, Drawer.TASKS, Pen.TASKS);

  @Override
  public List<TaskDescriptor> tasks() {
    return TASKS.descriptors();
  }

  @Override
  public Environment open(TaskId task, ObservationSpec observation) {
    return TASKS.open(task, observation);
  }
}
