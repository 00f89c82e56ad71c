package dev.visor.plugin.behaviours;

import dev.visor.api.TaskId;
import java.util.List;

/**
 * A task that can be played by a script.
 *
 * @param task the task
 * @param controller plays it well
 * @param medium noise under which the controller earns about half of what it can
 * @param expert noise under which it earns nine tenths of what it can, or more
 */
record ScriptedTask(TaskId task, Controller controller, Noise medium, Noise expert) {
  private static final Noise LITTLE = Noise.of(0.05, 0);

  /**
   * The ball of the dense task is at rest on its target for nine tenths of an episode. More noise
   * than elsewhere keeps it moving there: of a ball that never moves, nothing can be learned.
   */
  private static final Noise STIRRED = Noise.of(0.3, 0.1);

  static final List<ScriptedTask> ALL =
      List.of(
          new ScriptedTask(
              new TaskId("point_mass-dense", 1), new Push(), Noise.of(0.5, 0.5), STIRRED),
          new ScriptedTask(
              new TaskId("point_mass-easy", 1), new Push(), Noise.of(0.4, 0.3), LITTLE),
          new ScriptedTask(
              new TaskId("cartpole-swingup", 1), new SwingUp(), Noise.of(0.4, 0.3), LITTLE),
          new ScriptedTask(new TaskId("reacher-easy", 1), new Reach(), Noise.of(0.4, 0.3), LITTLE),
          new ScriptedTask(
              new TaskId("sawyer-door-open", 1), Hand.OPENS_DOOR, Noise.of(0.4, 0.3), LITTLE),
          new ScriptedTask(
              new TaskId("sawyer-drawer-open", 1), Hand.OPENS_DRAWER, Noise.of(0.4, 0.3), LITTLE),
          new ScriptedTask(
              new TaskId("sawyer-drawer-close", 1), Hand.SHUTS_DRAWER, Noise.of(0.4, 0.3), LITTLE));
}
