package dev.visor.core.gate;

import java.util.Locale;

/** What became of a cell. */
public enum Finding {
  /** The same episodes as before. */
  IDENTICAL("identical"),
  /** Nothing that could not be chance. */
  NO_WORSE("no worse"),
  /** Better than chance would make it. */
  BETTER("better"),
  /** Worse, and more than chance would make it. */
  WORSE("worse"),
  /** It seemed worse, and with more seeds it no longer did. */
  CLEARED("cleared"),
  /** A trial gave no score. */
  FAILED("failed");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /** As it is told to people. */
  public String words() {
    return words;
  }

  /** As it stands in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean accuses() {
    return this == WORSE || this == FAILED;
  }
}
