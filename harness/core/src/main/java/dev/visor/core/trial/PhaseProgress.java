package dev.visor.core.trial;

/**
 * How far a phase is. A child writes it to its standard output, one JSON object a line.
 *
 * @param phase which
 * @param done updates made, control steps taken in online training, or episodes evaluated
 * @param total of how many
 * @param updates of the policy made so far
 * @param fraction how much of the work that is, from 0 to 1; 0 where nothing is known yet
 */
public record PhaseProgress(
    TrialPhase phase, long done, long total, long updates, double fraction) {
  /** Of a phase in which everything that is counted takes as long. */
  PhaseProgress(TrialPhase phase, long done, long total, long updates) {
    this(phase, done, total, updates, total == 0 ? 0 : Math.min(1, (double) done / total));
  }

  /** Of an evaluation, or of what is as even. */
  public PhaseProgress(TrialPhase phase, long done, long total) {
    this(phase, done, total, phase == TrialPhase.TRAIN ? done : 0);
  }
}
