package dev.visor.api;

/**
 * The pair of returns that a task pins to turn a return into a score.
 *
 * @param random the return that scores 0
 * @param reference the return that scores 100; more than {@code random}
 */
public record ReferenceReturns(double random, double reference) {
  /**
   * DeepMind Control's convention, to compare with published scores: 0 scores 0, 1000 scores 100.
   */
  public static final ReferenceReturns DEEPMIND_CONTROL = new ReferenceReturns(0, 1000);

  public ReferenceReturns {
    if (!(reference > random) || !Double.isFinite(reference) || !Double.isFinite(random)) {
      throw new IllegalArgumentException(
          "the reference return " + reference + " is not above the random return " + random);
    }
  }

  /** {@code 100 (value − random) / (reference − random)}; may lie outside 0 to 100. */
  public double score(double value) {
    return 100 * (value - random) / (reference - random);
  }
}
