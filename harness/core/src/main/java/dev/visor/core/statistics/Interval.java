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
    double low = ordered(values, below);
    return low + (at - below) * (ordered(values, above) - low);
  }

  /**
   * The value that would stand at a place if all were in order, found by Hoare's selection, which
   * is all that an interval needs; values change places.
   */
  private static double ordered(double[] values, int place) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[place];
  }
}
