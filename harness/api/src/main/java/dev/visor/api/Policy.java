package dev.visor.api;

import java.util.random.RandomGenerator;

/** Chooses actions. It may carry recurrent state from one observation of an episode to the next. */
public interface Policy extends AutoCloseable {
  /**
   * Begins an episode and forgets the one before.
   *
   * @param random the episode's own stream, for whatever the policy draws until the next reset
   */
  void reset(RandomGenerator random);

  /**
   * Chooses the action at an observation; called once for each, in order.
   *
   * @return {@link EnvironmentSpec#actionSize()} values in [−1, 1], the caller's to keep
   */
  float[] act(Observation observation);

  @Override
  default void close() {}
}
