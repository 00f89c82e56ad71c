package dev.visor.core.environment;

import dev.visor.api.TaskDescriptor;
import java.util.List;

/**
 * What came of all checks of one task.
 *
 * @param task what was checked
 * @param results one for each check, in the order in which they ran
 */
public record CheckReport(TaskDescriptor task, List<Result> results) {
  public CheckReport {
    results = List.copyOf(results);
  }

  /**
   * What came of one check.
   *
   * @param check its name
   * @param outcome passed, failed or skipped
   */
  public record Result(String check, Outcome outcome) {}

  /** Whether no check failed. */
  public boolean passed() {
    return results.stream().noneMatch(result -> result.outcome() instanceof Outcome.Failed);
  }
}
