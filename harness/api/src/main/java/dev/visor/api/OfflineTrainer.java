package dev.visor.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Training under way, one update at a time. The budget counts updates, never seconds, so that
 * results repeat.
 */
public interface OfflineTrainer extends Checkpointable, AutoCloseable {
  /**
   * Updates in all, of every phase; fixed from the start. 0 for an algorithm that learns nothing.
   */
  long updates();

  /**
   * The update from which on the policy changes: points of evaluation are spread evenly over what
   * follows. 0 unless something is trained before the policy is, as a world model.
   */
  default long policyFrom() {
    return 0;
  }

  /** Updates done so far, in this process and before it. */
  long done();

  /**
   * How much of the work is done, from 0 to 1, for who waits for its end; no result depends on it.
   * Updates count alike unless a trainer knows better, as one whose phases differ much in cost.
   */
  default double shareDone() {
    return updates() == 0 ? 1 : (double) done() / updates();
  }

  /**
   * Makes one update.
   *
   * @throws TrainingDivergedException if a loss or a weight is no longer finite
   */
  void step();

  /** Writes the policy as it now is, for {@link Algorithm#readPolicy}. */
  void writePolicy(OutputStream out) throws IOException;

  /** Frees what the trainer holds. Closing twice does nothing more. */
  @Override
  void close();
}
