package dev.visor.core.gate;

/**
 * Student's t-test of two means with a common spread, one-sided, for cells that have too few seeds
 * to be tested by exchanges. It takes scores to be Gaussian.
 *
 * @param now seeds of the run
 * @param before seeds that it is held against; both together are 3 or more
 */
record StudentTest(int now, int before) {
  private static final double LARGEST = 1e6;
  private static final int HALVINGS = 60;

  /** The p-value of a drop. */
  double p(CellScores scores) {
    double drop = scores.drop();
    double error = standardError(scores.deviation());
    if (drop <= 0 || error == 0) {
      return drop > 0 ? 0 : 1;
    }
    return tail(drop / error);
  }

  /** The standard error of a drop. */
  double standardError(double deviation) {
    return deviation * Math.sqrt(1.0 / now + 1.0 / before);
  }

  /** How many standard errors a drop must have for its p-value to be at a level. */
  double critical(double level) {
    double low = 0;
    double high = LARGEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (tail(middle) > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The chance of a greater t, for t from 0: the finite series for a whole number of degrees of
   * freedom (Abramowitz and Stegun 26.7.3 and 26.7.4).
   */
  private double tail(double t) {
    int freedom = now + before - 2;
    double angle = StrictMath.atan(t / Math.sqrt(freedom));
    double sine = StrictMath.sin(angle);
    double cosine = StrictMath.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = 0;
    for (int i = odd ? 2 : 1; i < freedom; i += 2) {
      sum += term;
      term *= cosine * cosine * i / (i + 1);
    }
    double inside = odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    return Math.max(0, (1 - inside) / 2);
  }
}
