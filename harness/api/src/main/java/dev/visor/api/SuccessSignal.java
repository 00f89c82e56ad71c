package dev.visor.api;

/**
 * The capability of an {@link Environment} whose task says when it is solved, beside what it
 * rewards: a door stands open, a pen is held as it should be.
 */
public interface SuccessSignal {
  /**
   * Whether the task counts as solved at this instant of the episode; false after a reset that has
   * not solved it already. The task says what it takes: a state, or one that was held for long.
   *
   * @throws IllegalStateException after {@link Environment#close()}
   */
  boolean succeeded();
}
