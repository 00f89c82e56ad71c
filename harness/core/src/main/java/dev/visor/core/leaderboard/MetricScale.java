package dev.visor.core.leaderboard;

/**
 * What ranks, and in which direction.
 *
 * @param metric its id
 * @param unit its unit
 * @param higherIsBetter which way is up
 */
record MetricScale(String metric, String unit, boolean higherIsBetter) {
  /** The metric for which every task pins what is 0 and what is 100. */
  static final String SCORE = "score_0_100";

  /** The score of the task's lower reference return; less is possible. */
  static final double WORST = 0;

  /** The score of the task's upper reference return; more is possible. */
  static final double BEST = 100;

  /** Whether there are references that can stand in for a missing value. */
  boolean hasBounds() {
    return metric.equals(SCORE);
  }

  String name() {
    return hasBounds() ? "0-100" : "raw";
  }

  /** Negative if the first value is better. */
  int compare(double first, double second) {
    return higherIsBetter ? Double.compare(second, first) : Double.compare(first, second);
  }
}
