package dev.visor.core.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** One number for all the scores of a variant. */
public final class Aggregates {
  private Aggregates() {}

  /**
   * The interquartile mean: the mean of the middle half. Of n values in ascending order, ⌊n/4⌋ are
   * left out at each end; below four values it is the mean. Every value counts the same, whichever
   * cell it is in.
   */
  public static double interquartileMean(Scores scores) {
    double[] sorted = scores.sorted();
    int[] once = new int[sorted.length];
    Arrays.fill(once, 1);
    return interquartileMean(sorted, once, sorted.length);
  }

  /**
   * The interquartile mean of a multiset.
   *
   * @param sorted values in ascending order
   * @param times how often each of them is in the multiset
   * @param count size of the multiset
   */
  static double interquartileMean(double[] sorted, int[] times, int count) {
    int trimmed = count / 4;
    int middle = count - 2 * trimmed;
    int skip = trimmed;
    int wanted = middle;
    double sum = 0;
    for (int i = 0; wanted > 0; i++) {
      int there = times[i];
      int skipped = Math.min(skip, there);
      int taken = Math.min(wanted, there - skipped);
      sum += taken * sorted[i];
      skip -= skipped;
      wanted -= taken;
    }
    return sum / middle;
  }

  /** The mean over cells of their means: every cell counts the same. */
  public static double mean(Scores scores) {
    return mean(scores.means());
  }

  /** The median over cells of their means; the middle of the two if there is an even number. */
  public static double median(Scores scores) {
    double[] means = scores.means();
    Arrays.sort(means);
    int half = means.length / 2;
    return means.length % 2 == 1 ? means[half] : (means[half - 1] + means[half]) / 2;
  }

  /**
   * How much is lacking to a target: the target less the mean of all values, where more than the
   * target counts as the target. Not negative.
   */
  public static double optimalityGap(Scores scores, double target) {
    double lacking = 0;
    for (double value : scores.sorted()) {
      lacking += Math.max(0, target - value);
    }
    return lacking / scores.count();
  }

  /** The fraction of all values that are greater than a threshold. */
  public static double fractionAbove(Scores scores, double threshold) {
    int above = 0;
    for (int cell = 0; cell < scores.cells(); cell++) {
      for (int i = 0; i < scores.count(cell); i++) {
        above += scores.value(cell, i) > threshold ? 1 : 0;
      }
    }
    return (double) above / scores.count();
  }

  /**
   * The standard deviation of a cell's values, with n − 1 in the denominator; a single value does
   * not tell it.
   */
  public static OptionalDouble standardDeviation(Scores scores, int cell) {
    int count = scores.count(cell);
    if (count < 2) {
      return OptionalDouble.empty();
    }
    double mean = scores.means()[cell];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double deviation = scores.value(cell, i) - mean;
      sum += deviation * deviation;
    }
    return OptionalDouble.of(Math.sqrt(sum / (count - 1)));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
