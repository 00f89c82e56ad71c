package dev.visor.api;

import java.util.List;

/**
 * The capability of an {@link Environment} whose physics state can be read, set and drawn: scripted
 * behaviours, {@code visor envs rollout}, {@code envs render} and the environment checks use it. An
 * algorithm never sees it, but for the state where it {@linkplain AlgorithmDescriptor#wholeState()
 * asks for that}.
 */
public interface PhysicsAccess {
  /** A copy of the generalised positions, in the model's order. */
  double[] positions();

  /** A copy of the generalised velocities, in the model's order. */
  double[] velocities();

  /**
   * Puts the physics into a state and begins an episode there. What the task draws at random beside
   * the state (a target's place) stays as the last reset left it.
   *
   * @throws IllegalArgumentException if a length is wrong or a value is not finite
   */
  TimeStep place(double[] positions, double[] velocities);

  /**
   * Advances by one control step, without the action repeat and without drawing a picture.
   *
   * @param action values in [−1, 1], clipped beyond; in double precision, so that a trajectory
   *     recorded elsewhere is replayed as it was
   * @return the reward of this one control step
   */
  double controlStep(double[] action);

  /** The state observation of this instant, as named in {@link TaskDescriptor#proprioception()}. */
  float[] proprio();

  /** The whole state at this instant, as named in {@link TaskDescriptor#state()}. */
  default float[] state() {
    return proprio();
  }

  /** Names of the model's cameras; the task's own is among them. */
  List<String> cameras();

  /**
   * Draws the scene.
   *
   * @return height × width × 3 unsigned bytes, from the top left
   * @throws IllegalArgumentException if there is no such camera or a size is outside 16 to 2048
   */
  byte[] render(String camera, int height, int width);
}
