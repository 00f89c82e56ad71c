package dev.visor.api;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** The extension point of a plugin that brings tasks. */
public interface Environments extends ExtensionPoint {
  /** The tasks it can open. Cheap: nothing native is loaded for it. */
  List<TaskDescriptor> tasks();

  /**
   * Opens a task.
   *
   * @param task one of {@link #tasks()}
   * @param observation picture size; {@link ObservationSpec#proprio()} is the task's own number, or
   *     0 to leave the values out
   * @throws IllegalArgumentException if the task is not one of these or cannot be seen that way
   */
  Environment open(TaskId task, ObservationSpec observation);
}
