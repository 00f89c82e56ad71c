package dev.visor.plugin.manipulation;

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
public final class ManipulationEnvironments implements Environments {
  static final List<ManipulationTask> TASKS =
      Stream.of(ScrewVelocity.TASKS, ScrewFixed.TASKS, DoorOpen.TASKS, Drawer.TASKS, Pen.TASKS)
          .flatMap(List::stream)
          .toList();

  @Override
  public List<TaskDescriptor> tasks() {
    return TASKS.stream().map(ManipulationTask::descriptor).toList();
  }

  @Override
  public Environment open(TaskId task, ObservationSpec observation) {
    for (ManipulationTask candidate : TASKS) {
      if (candidate.descriptor().id().equals(task)) {
        return ManipulationEnvironment.open(candidate, observation);
      }
    }
    throw new IllegalArgumentException(
        "there is no task "
            + task
            + " here; there are "
            + tasks().stream().map(known -> known.id().toString()).toList());
  }
}
