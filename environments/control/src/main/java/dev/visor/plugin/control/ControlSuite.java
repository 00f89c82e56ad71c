package dev.visor.plugin.control;

import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.task.ModelText;
import java.util.List;

/** What the tasks have in common. */
final class ControlSuite {
  /** Control steps in an episode of every task. */
  static final int HORIZON = 1000;

  /** Source of the tasks that the suite has too. */
  static final String SOURCE =
      "DeepMind Control Suite (Tassa et al. 2018, arXiv:1801.00690), model re-authored";

  private ControlSuite() {}

  /**
   * How an agent sees and acts.
   *
   * @param camera through which it looks
   * @param imageSize edge of its picture in pixels
   * @param actionRepeat control steps for which it holds an action
   */
  record View(String camera, int imageSize, int actionRepeat) {}

  /** Describes version 1 of a task with rewards in [0, 1], scored between returns 0 and 1000. */
  static TaskDescriptor describe(
      String name,
      String summary,
      String source,
      View view,
      double controlSeconds,
      List<String> actions,
      List<String> proprioception,
      String... tags) {
    return new TaskDescriptor(
        new TaskId(name, 1),
        summary,
        HORIZON,
        view.actionRepeat(),
        controlSeconds,
        actions,
        proprioception,
        view.camera(),
        view.imageSize(),
        0,
        1,
        ReferenceReturns.DEEPMIND_CONTROL,
        source,
        List.of(tags));
  }

  /** A model file of this plugin. */
  static ModelText model(String name) {
    return ModelText.of(ControlSuite.class, name);
  }
}
