package dev.visor.plugin.control;

import dev.visor.api.RandomStream;

/**
 * What a task adds to its model: how an episode starts, what is observed and what earns reward.
 * Bound to one simulation, and used by its thread.
 */
interface Rules {
  /**
   * Sets up the start of an episode in a simulation that was just put back to the model's default
   * state. Whoever calls this refreshes what depends on positions and velocities.
   */
  void start(RandomStream random);

  /** Writes the state observation of this instant. */
  void observe(float[] target);

  /** The reward of this instant, in [0, 1]. */
  double reward();
}
