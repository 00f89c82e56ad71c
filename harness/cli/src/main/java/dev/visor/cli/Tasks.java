package dev.visor.cli;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the task that a person named, and opens it for the commands that look at physics. */
final class Tasks {
  private final Provider<PluginRegistry> plugins;

  @Inject
  Tasks(Provider<PluginRegistry> plugins) {
    this.plugins = plugins;
  }

  /** The task of an id, {@code walker-walk@1}, or the newest of a name, {@code walker-walk}. */
  TaskDescriptor named(String text) {
    return plugins.get().environments().resolve(text);
  }

  /** Opens a task at a picture size, with its state observation. */
  Environment open(TaskDescriptor task, int imageSize) {
    ObservationSpec observation =
        new ObservationSpec(imageSize, imageSize, task.proprioception().size());
    try {
      return plugins.get().environments().open(task.id(), observation);
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(
              String.valueOf(e.getMessage()), task.id().toString(), "choose another --size")
          .causedBy(e);
    }
  }

  /** The physics of an environment. */
  static PhysicsAccess physics(Environment environment) {
    if (environment instanceof PhysicsAccess physics) {
      return physics;
    }
    throw VisorException.usage(
        "the physics of this task cannot be reached",
        environment.spec().task().id().toString(),
        "its plugin would have to implement PhysicsAccess");
  }

  /** Everything a descriptor says, for {@code --json}. */
  static Map<String, Object> json(TaskDescriptor task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", task.id().toString());
    json.put("summary", task.summary());
    json.put("horizon", task.horizon());
    json.put("action_repeat", task.actionRepeat());
    json.put("decisions", task.decisions());
    json.put("control_seconds", task.controlSeconds());
    json.put("actions", task.actions());
    json.put("proprioception", task.proprioception());
    json.put("state", task.state());
    json.put("camera", task.camera());
    json.put("image_size", task.imageSize());
    json.put("min_reward", task.minReward());
    json.put("max_reward", task.maxReward());
    json.put("random_return", task.returns().random());
    json.put("reference_return", task.returns().reference());
    json.put("source", task.source());
    json.put("tags", task.tags());
    return json;
  }
}
