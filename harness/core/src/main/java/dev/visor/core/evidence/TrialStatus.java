package dev.visor.core.evidence;

import java.util.Locale;

/** How a trial ended. Whatever is not {@link #OK} is missing data with a reason, never a score. */
public enum TrialStatus {
  /** Trained and evaluated. */
  OK,
  /** An exception, or a plugin that does not keep its contract. */
  FAILED,
  /** Killed at its wall limit. */
  TIMEOUT,
  /** Out of heap or native memory. */
  OOM,
  /** A loss or a weight was no longer finite. */
  DIVERGED,
  /** The process died without a word: a native crash, or an exit that was not ours. */
  CRASHED,
  /** Killed from outside, or ended because the disk did not take what the host wrote. */
  KILLED,
  /** Not run, because something it needs is missing. */
  SKIPPED;

  /** As it stands in {@code trials.csv}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
