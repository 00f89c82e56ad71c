package dev.visor.plugin.control;

import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A task and all that it takes to run it.
 *
 * @param descriptor what is told of it
 * @param model name of its model file
 * @param capsules how the model's capsules are weighed
 * @param stepping how a control step is computed
 * @param rules binds its rules to a simulation of the model
 */
record ControlTask(
    TaskDescriptor descriptor,
    String model,
    Capsules capsules,
    Stepping stepping,
    BiFunction<Model, Simulation, Rules> rules) {

  /** A task whose capsules have their exact mass. */
  ControlTask(
      TaskDescriptor descriptor,
      String model,
      Stepping stepping,
      BiFunction<Model, Simulation, Rules> rules) {
    this(descriptor, model, Capsules.EXACT, stepping, rules);
  }

  /**
   * The same task with capsules as they weighed up to MuJoCo 2.1.1, on which the published data
   * sets were made. Its physics is another, so it is a task of its own.
   */
  ControlTask withLegacyCapsules() {
    TaskDescriptor exact = descriptor;
    List<String> tags = new ArrayList<>(exact.tags());
    tags.add("legacy");
    return new ControlTask(
        new TaskDescriptor(
            new TaskId(exact.id().name() + "-legacy", exact.id().version()),
            exact.summary() + " Capsules weigh as in MuJoCo 2.1.1.",
            exact.horizon(),
            exact.actionRepeat(),
            exact.controlSeconds(),
            exact.actions(),
            exact.proprioception(),
            exact.camera(),
            exact.imageSize(),
            exact.minReward(),
            exact.maxReward(),
            exact.returns(),
            exact.source(),
            tags),
        model,
        Capsules.LEGACY,
        stepping,
        rules);
  }

  /** The text of its model. */
  String mjcf() {
    return capsules.weigh(ModelFile.read(model));
  }

  /** Control steps in an episode of every task. */
  static final int HORIZON = 1000;

  /** Source of the tasks that the suite has too. */
  static final String SUITE =
      "DeepMind Control Suite (Tassa et al. 2018, arXiv:1801.00690), model re-authored";

  /**
   * How a control step is computed from physics steps.
   *
   * @param physicsSteps physics steps in one control step
   * @param multistage whether the model's integrator evaluates forces several times in a step, so
   *     that a step cannot be cut in two
   */
  record Stepping(int physicsSteps, boolean multistage) {
    /** One physics step in a control step. */
    static final Stepping SINGLE = new Stepping(1, false);

    /**
     * Goes on by one control step, with quantities that depend on positions and velocities up to
     * date at its end. A step's second half comes first: its first half was computed for the
     * observation before.
     */
    void advance(Simulation simulation) {
      if (multistage) {
        simulation.step(physicsSteps);
      } else {
        simulation.step2();
        simulation.step(physicsSteps - 1);
      }
      simulation.step1();
    }
  }

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

  /**
   * How an agent sees and acts.
   *
   * @param camera through which it looks
   * @param imageSize edge of its picture in pixels
   * @param actionRepeat control steps for which it holds an action
   */
  record View(String camera, int imageSize, int actionRepeat) {}
}
