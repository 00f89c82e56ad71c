package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;

/**
 * What a task adds to its model: how an episode starts, what an action does, what is observed and
 * what earns reward. Bound to one simulation, and used by its thread.
 */
interface Rules {
  /**
   * Sets up the start of an episode in a simulation that was just put back to the model's default
   * state. Whoever calls this refreshes what depends on positions and velocities.
   */
  void start(RandomStream random);

  /**
   * Begins an episode in a state that was set from outside: puts in place what positions and
   * velocities do not tell. What a start draws at random stays as the last one left it.
   */
  void resume();

  /**
   * Turns an action into controls, at the beginning of a control step.
   *
   * @param action values in [−1, 1]
   */
  void act(double[] action);

  /** The reward of the control step that has just passed. Called once after each. */
  double earn();

  /** Whether the task itself has ended the episode. */
  default boolean ended() {
    return false;
  }

  /** Writes what the agent feels at this instant. */
  void observe(float[] target);

  /** Writes the whole state of this instant. */
  void tell(float[] target);
}
