package dev.visor.api;

/** Training has run into numbers that are not finite: the trial is over, with status diverged. */
public final class TrainingDivergedException extends RuntimeException {
  /**
   * @param quantity what was not finite, as {@code world model loss}
   * @param update at which update
   */
  public TrainingDivergedException(String quantity, long update) {
    super(quantity + " is not finite at update " + update);
  }
}
