package dev.visor.api;

/**
 * One running copy of a task. Used by one thread at a time; several may be open at once, and none
 * influences another.
 *
 * <p>An environment may offer more than this: see {@link PhysicsAccess}.
 */
public interface Environment extends AutoCloseable {
  /** Task and shapes; the same for the whole life of this environment. */
  EnvironmentSpec spec();

  /**
   * Begins an episode. The same seed gives the same start whatever happened before.
   *
   * @param seed any value
   * @return the first observation, with reward 0
   */
  TimeStep reset(long seed);

  /**
   * Holds an action for the task's action repeat. Values beyond ±1 are clipped.
   *
   * @param action {@link EnvironmentSpec#actionSize()} values
   * @throws IllegalArgumentException if the length is wrong or a value is not finite; the episode
   *     stays as it was
   * @throws IllegalStateException before the first reset, after the last step of an episode, or
   *     after {@link #close()}
   */
  TimeStep step(float[] action);

  /** Frees what the environment holds. Closing twice does nothing more. */
  @Override
  void close();
}
