package dev.visor.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Training in an environment, a little at a time. It ends when the budget of control steps is
 * spent, which the host sees to: budgets are never seconds, so that results repeat.
 */
public interface OnlineTrainer extends Checkpointable, AutoCloseable {
  /**
   * Goes on by one action in the environment, as a rule, and by the updates that belong to it. Each
   * call takes one step of the environment or more, and begins an episode where the last one is
   * over.
   *
   * @throws TrainingDivergedException if a loss or a weight is no longer finite
   */
  void step();

  /** Updates made so far, in this process and before it. */
  long updates();

  /** Writes the policy as it now is, for {@link Algorithm#readPolicy}. */
  void writePolicy(OutputStream out) throws IOException;

  /**
   * Frees what the trainer holds, which the environment is no part of. Closing twice does nothing
   * more.
   */
  @Override
  void close();
}
