package dev.visor.plugin.lompo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well the order of one list tells the order of another (Spearman 1904): the correlation of
 * their ranks. Values that are equal share the mean of their ranks.
 */
final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Spearman's ρ.
   *
   * @return from −1, the opposite order, to 1, the same order; not a number where there are fewer
   *     than two pairs, or where all values of a list are equal
   * @throws IllegalArgumentException if the lists differ in length
   */
  static double of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " values beside " + y.length);
    }
    double[] rankX = ranks(x);
    double[] rankY = ranks(y);
    double middle = (x.length + 1) / 2.0;
    double both = 0;
    double squareX = 0;
    double squareY = 0;
    for (int i = 0; i < x.length; i++) {
      both += (rankX[i] - middle) * (rankY[i] - middle);
      squareX += (rankX[i] - middle) * (rankX[i] - middle);
      squareY += (rankY[i] - middle) * (rankY[i] - middle);
    }
    return both / Math.sqrt(squareX * squareY);
  }

  /** The rank of each value, from 1 for the least. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double shared = (from + 1 + to) / 2.0;
      Arrays.stream(order, from, to).forEach(i -> ranks[i] = shared);
      from = to;
    }
    return ranks;
  }
}
