package dev.visor.core.reproduce;

/**
 * Where a trial that was made again first left the recorded way.
 *
 * @param step in which
 * @param what was recorded and what came out, as a sentence without a full stop
 */
public record Departure(Step step, String what) {
  /** What a trial goes through, one after the other. */
  public enum Step {
    /** The recipe made other bytes. */
    DATASET,
    /** The same bytes taught something else. */
    TRAINING,
    /** The training reported the same and left another policy. */
    POLICY,
    /** The same policy met something else. */
    EVALUATION
  }
}
