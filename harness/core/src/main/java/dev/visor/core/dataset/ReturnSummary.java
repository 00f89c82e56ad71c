package dev.visor.core.dataset;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The returns of a dataset's episodes, each the sum of its rewards, rounded to six decimals so that
 * they are written the same everywhere.
 *
 * @param mean over episodes
 * @param sd sample standard deviation over episodes; 0 for a single one
 * @param min the worst
 * @param max the best
 */
public record ReturnSummary(double mean, double sd, double min, double max) {
  private static final int DECIMALS = 6;

  static ReturnSummary of(double[] returns) {
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : returns) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double mean = sum / returns.length;
    double squares = 0;
    for (double value : returns) {
      squares += (value - mean) * (value - mean);
    }
    double sd = Math.sqrt(squares / Math.max(1, returns.length - 1));
    return new ReturnSummary(round(mean), round(sd), round(min), round(max));
  }

  private static double round(double value) {
    return decimal(value).doubleValue();
  }

  /** A value as it is written: {@link Double#toString} differs between versions of Java. */
  static BigDecimal decimal(double value) {
    return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }
}
