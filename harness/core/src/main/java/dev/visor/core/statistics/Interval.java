package dev.visor.core.statistics;

import java.util.Arrays;

/**
 * An interval of confidence.
 *
 * @param low its lower end
 * @param high its upper end; not below {@code low}
 */
public record Interval(double low, double high) {
  /**
   * The percentile interval of bootstrap replicates: as much of them lies below it as above it.
   * Between two replicates the percentile is interpolated linearly.
   *
   * @param level the share of replicates inside, in (0, 1), such as 0.95
   */
  public static Interval of(double[] replicates, double level) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    double tail = (1 - level) / 2;
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
