package dev.visor.api;

import java.util.List;

/** Every task of every plugin, as the host hands it to {@link Datasets}. */
public interface EnvironmentCatalogue {
  /** All tasks, sorted by id. */
  List<TaskDescriptor> tasks();

  /**
   * Describes a task.
   *
   * @throws IllegalArgumentException naming the nearest task if there is no such one
   */
  TaskDescriptor task(TaskId id);

  /** Opens a task; the caller closes it. See {@link Environments#open}. */
  Environment open(TaskId id, ObservationSpec observation);
}
