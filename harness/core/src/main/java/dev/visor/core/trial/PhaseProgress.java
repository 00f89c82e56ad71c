package dev.visor.core.trial;

/**
 * How far a phase is. A child writes it to its standard output, one JSON object a line.
 *
 * @param phase which
 * @param done updates made, or episodes evaluated
 * @param total of how many
 */
public record PhaseProgress(TrialPhase phase, long done, long total) {
  /** From 0 to 1; 0 where nothing is known yet. */
  public double fraction() {
    return total == 0 ? 0 : Math.min(1, (double) done / total);
  }
}
