package dev.visor.core;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can do something about: what is wrong, where, and what to do next. The
 * command line prints exactly these three and exits with {@link #exit()}; any other exception is a
 * defect of Visor or of a plugin and is printed whole.
 */
public final class VisorException extends RuntimeException {
  private final ExitCode exit;
  private final String place;
  private final String remedy;

  private VisorException(
      ExitCode exit, String what, String place, String remedy, @Nullable Throwable cause) {
    super(what, cause);
    this.exit = exit;
    this.place = place;
    this.remedy = remedy;
  }

  /**
   * A command line, suite or configuration that cannot be followed (exit code 2).
   *
   * @param what is wrong, as a sentence without a full stop
   * @param place file, line, column and key, or the option; empty if there is none
   * @param remedy what to do next, as a sentence without a full stop
   */
  public static VisorException usage(String what, String place, String remedy) {
    return new VisorException(ExitCode.USAGE, what, place, remedy, null);
  }

  /** A dataset or plugin that is not what it should be (exit code 6); see {@link #usage}. */
  public static VisorException integrity(String what, String place, String remedy) {
    return new VisorException(ExitCode.INTEGRITY, what, place, remedy, null);
  }

  /** Any other failure that has a remedy. */
  public static VisorException of(ExitCode exit, String what, String place, String remedy) {
    return new VisorException(exit, what, place, remedy, null);
  }

  /** The same failure with the exception that led to it. */
  public VisorException causedBy(Throwable cause) {
    return new VisorException(exit, what(), place, remedy, cause);
  }

  /**
   * The same failure at a place that whoever threw it could not know, such as a line of a suite.
   */
  public VisorException at(String newPlace) {
    return new VisorException(exit, what(), newPlace, remedy, getCause());
  }

  /** What the process exits with. */
  public ExitCode exit() {
    return exit;
  }

  /** What is wrong. */
  public String what() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** Where it is wrong; may be empty. */
  public String place() {
    return place;
  }

  /** What to do next; may be empty. */
  public String remedy() {
    return remedy;
  }
}
