package dev.visor.core.benchmark;

import java.util.Arrays;

/**
 * Times of two sides that stepped in turn.
 *
 * @param ours in milliseconds, one of each pair
 * @param theirs as many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pairs(double[] ours, double[] theirs) {
  Pairs {
    if (ours.length == 0 || ours.length != theirs.length) {
      throw new IllegalArgumentException(ours.length + " and " + theirs.length + " times");
    }
  }

  /** Median of our times. */
  double oursMillis() {
    return median(ours);
  }

  /** Median of their times. */
  double theirsMillis() {
    return median(theirs);
  }

  /** Our time over theirs, within each pair: a quantile of that. Below 1, ours is faster. */
  double ratio(double share) {
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
    return quantile(ratios, share);
  }

  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** Linear between order statistics: number 7 of Hyndman and Fan (1996). */
  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
