package dev.visor.mujoco.task;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.LegacyCapsules;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A task and all that it takes to run it.
 *
 * @param descriptor what is told of it
 * @param model its model
 * @param stepping how a control step is computed
 * @param rules binds its rules to a simulation of the model; those that are {@link GoalRules} give
 *     the environment a {@link dev.visor.api.SuccessSignal}
 */
public record SimulatedTask(
    TaskDescriptor descriptor,
    ModelText model,
    Stepping stepping,
    BiFunction<Model, Simulation, TaskRules> rules) {

  /**
   * Opens the task.
   *
   * @throws IllegalArgumentException if it cannot be seen that way
   * @throws dev.visor.mujoco.MujocoException if the model is wrong or MuJoCo is not there
   */
  public TaskEnvironment open(ObservationSpec observation) {
    Pictures.requireEdges(descriptor, observation.height(), observation.width());
    int values = descriptor.proprioception().size();
    if (observation.proprio() != 0 && observation.proprio() != values) {
      throw new IllegalArgumentException(
          "%s has %d proprioceptive values; an observation holds all of them or none, not %d"
              .formatted(descriptor.id(), values, observation.proprio()));
    }
    EnvironmentSpec spec = new EnvironmentSpec(descriptor, observation);
    Model compiled = Model.parse(model.read());
    try {
      return open(spec, compiled, compiled.simulate());
    } catch (RuntimeException e) {
      compiled.close();
      throw e;
    }
  }

  private TaskEnvironment open(EnvironmentSpec spec, Model compiled, Simulation simulation) {
    try {
      TaskRules bound = rules.apply(compiled, simulation);
      return bound instanceof GoalRules goal
          ? new GoalEnvironment(spec, stepping, compiled, simulation, goal)
          : new TaskEnvironment(spec, stepping, compiled, simulation, bound);
    } catch (RuntimeException e) {
      simulation.close();
      throw e;
    }
  }

  /**
   * The same task with capsules as they weighed up to MuJoCo 2.1.1, on which the published data
   * sets were made; see {@link LegacyCapsules}. Its physics is another, so it is a task of its own,
   * with {@code -legacy} after its name.
   */
  public SimulatedTask withLegacyCapsules() {
    TaskDescriptor exact = descriptor;
    List<String> tags = new ArrayList<>(exact.tags());
    tags.add("legacy");
    return new SimulatedTask(
        new TaskDescriptor(
            new TaskId(exact.id().name() + "-legacy", exact.id().version()),
            exact.summary() + " Capsules weigh as in MuJoCo 2.1.1.",
            exact.horizon(),
            exact.actionRepeat(),
            exact.controlSeconds(),
            exact.actions(),
            exact.proprioception(),
            exact.state(),
            exact.camera(),
            exact.imageSize(),
            exact.minReward(),
            exact.maxReward(),
            exact.returns(),
            exact.source(),
            tags),
        model.withLegacyCapsules(),
        stepping,
        rules);
  }
}
