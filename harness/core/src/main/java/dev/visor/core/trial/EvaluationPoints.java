package dev.visor.core.trial;

import java.util.NavigableSet;
import java.util.TreeSet;

/** After which updates a policy is written. */
final class EvaluationPoints {
  private EvaluationPoints() {}

  /**
   * Spreads points evenly over the updates that change the policy. The last one is the last update;
   * the state before the first of these updates is not among them, unless there are no updates.
   *
   * @param from the update from which on the policy changes, 0 to {@code updates}
   * @param updates in all
   * @param count how many points, 1 or more; fewer come back where there are fewer updates
   */
  static NavigableSet<Long> spread(long from, long updates, int count) {
    NavigableSet<Long> points = new TreeSet<>();
    long span = updates - from;
    for (int i = 1; i <= count; i++) {
      // Rounded up, without the overflow of span × i.
      long point = from + span / count * i + (span % count * i + count - 1) / count;
      if (point > from) {
        points.add(point);
      }
    }
    points.add(updates);
    return points;
  }
}
