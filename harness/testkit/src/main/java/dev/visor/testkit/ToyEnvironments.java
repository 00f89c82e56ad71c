package dev.visor.testkit;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.List;

/** Brings {@link ToyReach}; also a catalogue of it alone, for tests without plugins. */
public final class ToyEnvironments implements Environments, EnvironmentCatalogue {
  @Override
  public List<TaskDescriptor> tasks() {
    return List.of(ToyReach.TASK);
  }

  @Override
  public TaskDescriptor task(TaskId id) {
    if (!id.equals(ToyReach.ID)) {
      throw new IllegalArgumentException(
          "there is no task " + id + "; the only toy is " + ToyReach.ID);
    }
    return ToyReach.TASK;
  }

  @Override
  public Environment open(TaskId id, ObservationSpec observation) {
    task(id);
    return new ToyReach(observation);
  }
}
