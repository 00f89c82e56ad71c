package dev.visor.core.environment;

import dev.visor.core.environment.Outcome.Failed;

/**
 * One thing that every environment must keep to.
 *
 * @param name what it says, as a sentence without a full stop
 * @param body finds out whether a task keeps to it
 */
public record EnvironmentCheck(String name, Body body) {
  /** Finds out. It closes what it opens. */
  @FunctionalInterface
  public interface Body {
    Outcome check(Subject subject);
  }

  /** Checks a task. An exception of the environment is a failure of the check. */
  public Outcome run(Subject subject) {
    try {
      return body.check(subject);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return new Failed(
          "it threw " + e + (trace.length == 0 ? "" : ", at " + trace[0]),
          "see that the environment does what its interface promises without this exception");
    }
  }
}
