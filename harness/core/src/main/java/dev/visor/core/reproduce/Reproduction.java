package dev.visor.core.reproduce;

import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.plan.PlannedTrial;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a claim.
 *
 * @param trial that was made again
 * @param declared how exactly its manifest says that it repeats
 * @param possible how exactly it can repeat here
 * @param asked the weaker of the two, which is what it was held to
 * @param verdict whether it did
 * @param reason why the verdict is not {@link Verdict#IDENTICAL}; empty if it is
 * @param departure where it left the recorded way; empty if it never did
 * @param recordedReturn mean return over the scored evaluations, as recorded
 * @param obtainedReturn the same of the trial that was made again; empty if it did not end well
 */
public record Reproduction(
    PlannedTrial trial,
    DeterminismTier declared,
    PossibleTier possible,
    DeterminismTier asked,
    Verdict verdict,
    String reason,
    Optional<Departure> departure,
    double recordedReturn,
    OptionalDouble obtainedReturn) {
  /** Whether a result is what it is said to be. */
  public enum Verdict {
    /** Every byte that is known of is the same. */
    IDENTICAL,
    /** Not the same bytes, and as near as was asked. */
    WITHIN_TOLERANCE,
    /** Farther off than was asked. */
    DIFFERENT,
    /** There is too little evidence to say. */
    UNDECIDED,
    /** The trial did not end well this time. */
    NOT_MADE
  }
}
