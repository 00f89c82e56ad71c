package dev.visor.core.plugin;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.VisorException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Every task of every plugin; looks up what a person wrote, too. */
public final class TaskCatalogue implements EnvironmentCatalogue {
  private final SortedMap<TaskId, PluginContents.FoundTask> tasks;
  private final List<LoadedPlugin> plugins;

  TaskCatalogue(SortedMap<TaskId, PluginContents.FoundTask> tasks, List<LoadedPlugin> plugins) {
    this.tasks = tasks;
    this.plugins = plugins;
  }

  @Override
  public List<TaskDescriptor> tasks() {
    return tasks.values().stream().map(PluginContents.FoundTask::descriptor).toList();
  }

  @Override
  public TaskDescriptor task(TaskId id) {
    return found(id).descriptor();
  }

  @Override
  @SuppressWarnings("try") // the context works by being open
  public Environment open(TaskId id, ObservationSpec observation) {
    PluginContents.FoundTask task = found(id);
    try (PluginContext context = PluginContext.of(task.environments())) {
      return task.environments().open(id, observation);
    }
  }

  /**
   * The newest version of a task.
   *
   * @throws VisorException with exit code 2, naming the nearest task, if there is no such one
   */
  public TaskDescriptor newest(String name) {
    return tasks.values().stream()
        .map(PluginContents.FoundTask::descriptor)
        .filter(task -> task.id().name().equals(name))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> unknown(name));
  }

  /**
   * The task that a suite or a command line names, with or without a version.
   *
   * @throws VisorException with exit code 2, naming the nearest task, if there is no such one
   */
  public TaskDescriptor resolve(String text) {
    if (!text.contains("@")) {
      return newest(text);
    }
    return tasks.values().stream()
        .map(PluginContents.FoundTask::descriptor)
        .filter(task -> task.id().toString().equals(text))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private VisorException unknown(String text) {
    return UnknownName.of(
        "there is no task '" + text + "'",
        text,
        tasks.keySet().stream()
            .map(id -> text.contains("@") ? id.toString() : id.name())
            .collect(Collectors.toSet()),
        plugins);
  }

  private PluginContents.FoundTask found(TaskId id) {
    PluginContents.FoundTask task = tasks.get(id);
    if (task == null) {
      VisorException unknown = unknown(id.toString());
      throw new IllegalArgumentException(unknown.what() + "; " + unknown.remedy());
    }
    return task;
  }
}
