package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;

/** Acts from the physics state, as well as a few lines of arithmetic can. */
interface Controller {
  /**
   * The action in a state.
   *
   * @param physics whose state it is; read, and not changed
   * @param decision how many came before in the episode
   * @return one value for each actuator, which may lie beyond ±1
   */
  double[] act(PhysicsAccess physics, int decision);

  /** What it is called. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** All that tells it from others, on one line: part of the identity of the data it makes. */
  default String identity() {
    return name();
  }
}
