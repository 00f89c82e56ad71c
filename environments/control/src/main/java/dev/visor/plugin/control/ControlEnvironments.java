package dev.visor.plugin.control;

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
public final class ControlEnvironments implements Environments {
  static final TaskList TASKS =
      TaskList.of(
          Walker.TASKS,
          Cheetah.TASKS,
          Humanoid.TASKS,
          Cartpole.TASKS,
          Reacher.TASKS,
          Finger.TASKS,
          BallInCup.TASKS,
          PointMass.TASKS);

  @Override
  public List<TaskDescriptor> tasks() {
    return TASKS.descriptors();
  }

  @Override
  public Environment open(TaskId task, ObservationSpec observation) {
    return TASKS.open(task, observation);
  }
}
