package dev.visor.plugin.lompo;

import java.util.Arrays;

/**
 * How well a measure tells the cases that matter from the others: the area under its receiver
 * operating characteristic, which is the chance that a case that matters measures more than one
 * that does not (Mann and Whitney 1947; Hanley and McNeil 1982). Equal measures count one half.
 */
final class Detection {
  private Detection() {}

  /**
   * The area.
   *
   * @param measures one for each case
   * @param matters which of them matter
   * @return from 0 to 1; ½ is guessing; not a number where all cases are of one kind
   * @throws IllegalArgumentException if the lists differ in length
   */
  static double area(double[] measures, boolean[] matters) {
    if (measures.length != matters.length) {
      throw new IllegalArgumentException(measures.length + " measures of " + matters.length);
    }
    double[] ranks = RankCorrelation.ranks(measures);
    double rankSum = 0;
    long positive = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (matters[i]) {
        rankSum += ranks[i];
        positive++;
      }
    }
    long negative = ranks.length - positive;
    return (rankSum - positive * (positive + 1) / 2.0) / ((double) positive * negative);
  }

  /**
   * Marks the greatest values: a part of all, rounded up, and whatever equals the least of these.
   *
   * @param part of all values, above 0 and below 1
   */
  static boolean[] greatest(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int count = (int) Math.ceil(part * values.length);
    boolean[] marks = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      marks[i] = values[i] >= sorted[values.length - count];
    }
    return marks;
  }
}
