package dev.visor.core.evidence;

import java.util.Locale;

/** How exactly a trial repeats with the same fingerprint. */
public enum DeterminismTier {
  /** The same bytes. */
  BITWISE,
  /** The same numbers within a tolerance: sums were taken in another order. */
  NUMERIC,
  /** The same distribution only. */
  STATISTICAL;

  /** As it stands in {@code trials.csv}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
