package dev.visor.core;

/** What a {@code visor} process exits with. Scripts rely on the numbers. */
public enum ExitCode {
  /** All was done. */
  OK(0),
  /** The run ended, and some trials are not {@code ok}. */
  TRIALS_NOT_OK(1),
  /** A command line, suite or configuration that cannot be followed. */
  USAGE(2),
  /** The gate found a regression. */
  REGRESSION(3),
  /** The gate could not tell. */
  INCONCLUSIVE(4),
  /** The gate was given two things that cannot be compared. */
  NOT_COMPARABLE(5),
  /** A dataset or plugin is not what it should be. */
  INTEGRITY(6),
  /** Stopped by a signal; running again resumes. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
