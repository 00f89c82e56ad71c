package dev.visor.mujoco.task;

import dev.visor.api.RandomStream;
import dev.visor.api.TaskDescriptor;

/**
 * What a task adds to its model: how an episode starts, what an action does, what earns reward and
 * what is observed. Bound to one simulation, and used by its thread.
 */
public interface TaskRules {
  /**
   * Sets up the start of an episode in a simulation that was just put back to the model's default
   * state. Whoever calls this brings up to date what depends on positions and velocities.
   */
  void start(RandomStream random);

  /**
   * Begins an episode in a state that was set from outside: puts in place what positions and
   * velocities do not tell, and leaves those as they are. What a start draws at random stays as the
   * last one left it. What depends on positions and velocities is not up to date: rules that read
   * it call {@link dev.visor.mujoco.Simulation#forward()} first.
   */
  default void resume() {}

  /**
   * Turns an action into controls, at the beginning of a control step, and moves what no actuator
   * moves.
   *
   * @param action values in [−1, 1], a copy
   * @return the control of every actuator, in the model's order; the action itself unless the task
   *     says otherwise
   */
  default double[] act(double[] action) {
    return action;
  }

  /** The reward of the control step that has just passed. Called once after each. */
  double reward();

  /** Whether the task itself has ended the episode. Asked after {@link #reward()}. */
  default boolean ended() {
    return false;
  }

  /**
   * Writes what the agent feels at this instant.
   *
   * @param target as long as {@link TaskDescriptor#proprioception()}
   */
  void observe(float[] target);

  /**
   * Writes the whole state of this instant; what the agent feels unless the task says otherwise.
   *
   * @param target as long as {@link TaskDescriptor#state()}
   */
  default void tell(float[] target) {
    observe(target);
  }
}
