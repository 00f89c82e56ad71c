package dev.visor.plugin.control;

import dev.visor.api.Environment;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.List;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** The tasks of this plugin. */
@Extension
public final class ControlEnvironments implements Environments {
  private static final List<ControlTask> TASKS =
      Stream.of(
              Walker.TASKS,
              Cheetah.TASKS,
              Humanoid.TASKS,
              Cartpole.TASKS,
              Reacher.TASKS,
              Finger.TASKS,
              BallInCup.TASKS,
              PointMass.TASKS)
          .flatMap(List::stream)
          .toList();

  @Override
  public List<TaskDescriptor> tasks() {
    return TASKS.stream().map(ControlTask::descriptor).toList();
  }

  @Override
  public Environment open(TaskId task, ObservationSpec observation) {
    for (ControlTask candidate : TASKS) {
      if (candidate.descriptor().id().equals(task)) {
        return new ControlEnvironment(candidate, observation);
      }
    }
    throw new IllegalArgumentException(
        "there is no task "
            + task
            + " here; there are "
            + tasks().stream().map(known -> known.id().toString()).toList());
  }
}
