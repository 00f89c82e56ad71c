package dev.visor.core.suite;

import java.util.Locale;

/** Which evaluations of a trial its score is made of. Never chosen by looking at returns. */
public enum CheckpointRule {
  /** The last one. */
  FINAL(1),
  /** The mean over the last three. */
  LAST3(3);

  private final int count;
  private final String id;

  CheckpointRule(int count) {
    this.count = count;
    this.id = name().toLowerCase(Locale.ROOT);
  }

  /** How many evaluations, counted from the last. */
  public int count() {
    return count;
  }

  /** As it stands in a suite and in {@code trials.csv}. */
  public String id() {
    return id;
  }
}
