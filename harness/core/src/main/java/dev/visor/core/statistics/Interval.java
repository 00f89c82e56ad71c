package dev.visor.core.statistics;

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
    double[] values = replicates.clone();
    double tail = (1 - level) / 2;
    return new Interval(quantile(values, tail), quantile(values, 1 - tail));
  }

  private static double quantile(double[] values, double share) {
    double at = share * (values.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, values.length - 1);
    double low = Selection.of(values, below);
    return low + (at - below) * (Selection.of(values, above) - low);
  }
}
