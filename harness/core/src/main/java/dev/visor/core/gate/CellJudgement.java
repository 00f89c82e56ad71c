package dev.visor.core.gate;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is said of a cell.
 *
 * @param cell the cell
 * @param finding what became of it
 * @param seedsBefore scores that it is held against
 * @param seedsNow scores of the run, with those made to confirm
 * @param before mean of the first, in the metric's unit; empty where there are none
 * @param now mean of the second; empty where there are none
 * @param p one-sided, corrected for the number of cells; empty where nothing was tested
 * @param detectable the smallest drop that would have been found; empty where nothing was tested,
 *     infinite where no drop would have been
 * @param reason of a failure; empty elsewhere
 * @param waiver that holds for it today
 */
public record CellJudgement(
    GateCell cell,
    Finding finding,
    int seedsBefore,
    int seedsNow,
    OptionalDouble before,
    OptionalDouble now,
    OptionalDouble p,
    OptionalDouble detectable,
    String reason,
    Optional<Waiver> waiver) {
  /** Whether it makes the gate fail. */
  public boolean fails() {
    return finding.accuses() && waiver.isEmpty();
  }

  /** Now less before; empty where one of them is. */
  public OptionalDouble change() {
    return now.isPresent() && before.isPresent()
        ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
        : OptionalDouble.empty();
  }
}
