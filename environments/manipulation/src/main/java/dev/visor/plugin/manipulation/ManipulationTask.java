package dev.visor.plugin.manipulation;

import dev.visor.api.TaskDescriptor;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.function.BiFunction;

/**
 * A task and all that it takes to run it.
 *
 * @param descriptor what is told of it
 * @param model name of its model file
 * @param physicsSteps physics steps in one control step
 * @param rules binds its rules to a simulation of the model
 */
record ManipulationTask(
    TaskDescriptor descriptor,
    String model,
    int physicsSteps,
    BiFunction<Model, Simulation, Rules> rules) {

  /**
   * Tag of a task whose every episode starts alike, as the original's do: the seed of a reset
   * decides nothing.
   */
  static final String FIXED_START = "fixed-start";

  /**
   * Goes on by one control step, with quantities that depend on positions and velocities up to date
   * at its end. Whole steps come first: where a mocap body was moved, the first of them must see
   * it.
   */
  void advance(Simulation simulation) {
    simulation.step(physicsSteps);
    simulation.step1();
  }
}
