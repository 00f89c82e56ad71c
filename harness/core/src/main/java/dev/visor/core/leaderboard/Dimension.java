package dev.visor.core.leaderboard;

import java.util.Locale;

/** What cells can be grouped by. */
public enum Dimension {
  /** The task with its version. */
  TASK,
  /** The kind of the dataset. */
  KIND,
  /** The size of the dataset. */
  SIZE;

  /** As it is written in an option. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
