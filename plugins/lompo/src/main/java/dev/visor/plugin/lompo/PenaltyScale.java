package dev.visor.plugin.lompo;

/**
 * How a penalty becomes a charge on an imagined reward: λ (u − offset).
 *
 * @param lambda λ, in reward per unit of the penalty
 * @param offset what is taken off the penalty before it is weighed, in its own unit
 */
record PenaltyScale(double lambda, double offset) {
  /**
   * The scale that parameters ask for.
   *
   * <pre>
   * λ = lambda, or  c σ(r) / ū  with a relative weight c
   * </pre>
   *
   * <p>ū is 0 where heads never disagree, or nothing is charged for: λ is then 0.
   *
   * @param deviation σ(r), the standard deviation of the dataset's rewards per decision
   * @param mean ū, the mean penalty on the dataset
   */
  static PenaltyScale of(LompoParameters parameters, double deviation, double mean) {
    double relative = mean > 0 ? parameters.relativeLambda() * deviation / mean : 0;
    return new PenaltyScale(
        parameters.relativeLambda() > 0 ? relative : parameters.lambda(),
        parameters.penaltyCentred() ? mean : 0);
  }

  /** Whether parameters ask for something that the dataset has to tell. */
  static boolean measured(LompoParameters parameters) {
    return parameters.relativeLambda() > 0 || parameters.penaltyCentred();
  }

  /** What is taken off an imagined reward. */
  double charge(double penalty) {
    return lambda * (penalty - offset);
  }
}
