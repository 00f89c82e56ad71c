package dev.visor.core.run;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Chooses how progress is shown: a table if standard error is a terminal, lines elsewhere. */
public final class Progress {
  private static final int USUAL_COLUMNS = 80;
  private static final int STANDARD_ERROR = 2;

  private Progress() {}

  /**
   * The display that suits this process.
   *
   * @param err standard error
   * @param environment of the process: {@code TERM}, {@code NO_COLOR}
   */
  public static ProgressListener on(PrintStream err, Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "dumb");
    if (term.equals("dumb") || !isTerminal(STANDARD_ERROR)) {
      return new PlainProgress(err);
    }
    boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new TableProgress(err, columns(), colour);
  }

  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Asks the terminal; Java itself cannot. */
  private static int columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      stty.waitFor(1, TimeUnit.SECONDS);
      int columns = Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException e) {
      return USUAL_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_COLUMNS;
    }
  }
}
