package dev.visor.plugin.behaviours;

import dev.visor.api.TaskId;
import java.util.List;

/**
 * A task that can be played by a script.
 *
 * @param task the task
 * @param controller plays it well
 * @param medium noise under which the controller earns about half of what it can
 */
record ScriptedTask(TaskId task, Controller controller, Noise medium) {
  static final List<ScriptedTask> ALL =
      List.of(
          new ScriptedTask(new TaskId("point_mass-dense", 1), new Push(), Noise.of(0.5, 0.5)),
          new ScriptedTask(new TaskId("point_mass-easy", 1), new Push(), Noise.of(0.4, 0.3)),
          new ScriptedTask(new TaskId("cartpole-swingup", 1), new SwingUp(), Noise.of(0.4, 0.3)),
          new ScriptedTask(new TaskId("reacher-easy", 1), new Reach(), Noise.of(0.4, 0.3)));
}
