package dev.visor.mujoco.task;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.List;

/**
 * The tasks of a plugin: does what its {@link dev.visor.api.Environments} promise.
 *
 * @param tasks in the order in which they are listed
 */
public record TaskList(List<SimulatedTask> tasks) {
  public TaskList {
    tasks = List.copyOf(tasks);
  }

  /** Joins lists, such as those of a plugin's files. */
  @SafeVarargs
  public static TaskList of(List<SimulatedTask>... lists) {
    return new TaskList(List.of(lists).stream().flatMap(List::stream).toList());
  }

  /** What is told of each. */
  public List<TaskDescriptor> descriptors() {
    return tasks.stream().map(SimulatedTask::descriptor).toList();
  }

  /**
   * Opens one.
   *
   * @throws IllegalArgumentException if there is no such task or it cannot be seen that way
   */
  public Environment open(TaskId id, ObservationSpec observation) {
    for (SimulatedTask task : tasks) {
      if (task.descriptor().id().equals(id)) {
        return task.open(observation);
      }
    }
    throw new IllegalArgumentException(
        "there is no task "
            + id
            + " here; there are "
            + tasks.stream().map(task -> task.descriptor().id().toString()).toList());
  }
}
