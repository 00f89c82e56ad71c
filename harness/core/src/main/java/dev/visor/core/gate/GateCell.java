package dev.visor.core.gate;

import dev.visor.core.evidence.TrialRow;

/**
 * What is judged by itself: a variant on one task with one dataset and size.
 *
 * @param variant row of the leaderboard
 * @param group {@code task/kind/size}
 */
public record GateCell(String variant, String group) {
  static GateCell of(TrialRow row) {
    return new GateCell(row.variant(), row.group());
  }

  /** As it stands in a policy: {@code lompo/point_mass-dense@1/expert/full}. */
  @Override
  public String toString() {
    return variant + "/" + group;
  }
}
