package dev.visor.testkit;

import dev.visor.api.Environment;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.List;

/**
 * One task of a plugin that has many: an {@link EnvironmentContract} of it is fast enough for every
 * build, where that of all belongs among the slow tests.
 *
 * @param all the plugin's tasks
 * @param name of the task, without a version
 */
public record OneTask(Environments all, String name) implements Environments {
  /**
   * Refuses a task that is not there: its contract would test nothing.
   *
   * @throws IllegalArgumentException if the plugin has no task of that name
   */
  public OneTask {
    if (all.tasks().stream().noneMatch(task -> task.id().name().equals(name))) {
      throw new IllegalArgumentException("there is no task '" + name + "' in " + all.getClass());
    }
  }

  @Override
  public List<TaskDescriptor> tasks() {
    return all.tasks().stream().filter(task -> task.id().name().equals(name)).toList();
  }

  @Override
  public Environment open(TaskId task, ObservationSpec observation) {
    return all.open(task, observation);
  }
}
