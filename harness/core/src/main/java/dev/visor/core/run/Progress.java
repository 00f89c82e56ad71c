package dev.visor.core.run;

import java.io.PrintStream;
import java.util.Map;

/** Chooses how progress is shown: a table if standard error is a terminal, lines elsewhere. */
public final class Progress {
  private Progress() {}

  /**
   * The display that suits this process.
   *
   * @param err standard error
   * @param environment of the process: {@code TERM}, {@code NO_COLOR}
   */
  public static ProgressListener on(PrintStream err, Map<String, String> environment) {
    if (!Terminal.isWatched(environment)) {
      return new PlainProgress(err);
    }
    boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new TableProgress(err, Terminal.ofThisProcess(), colour);
  }
}
