package dev.visor.api;

import java.util.Locale;

/** A named set of parameter defaults. */
public enum Profile {
  /** Seconds: every phase runs, nothing is learned. For tests and gates. */
  SMOKE,
  /** About a minute of one core: learns the easiest task. For a first look. */
  QUICK,
  /** Some 13 to 30 minutes of one core. */
  LAPTOP,
  /** As published. */
  PAPER;

  /** The name as it stands in a suite: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
