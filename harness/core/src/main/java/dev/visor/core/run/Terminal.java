package dev.visor.core.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A terminal that shows standard error.
 *
 * @param columns how wide it is
 * @param rows how high it is
 */
public record Terminal(int columns, int rows) {
  /** What most of them begin with, for one that does not say. */
  private static final Terminal USUAL = new Terminal(80, 24);

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /**
   * Whether a person watches standard error on a terminal that can be drawn on. Results may go
   * elsewhere meanwhile: Java's own console would be none if they do.
   *
   * @param environment of the process: {@code TERM}
   */
  public static boolean isWatched(Map<String, String> environment) {
    if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Asks it for its size; Java itself cannot. */
  static Terminal ofThisProcess() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      stty.waitFor(1, TimeUnit.SECONDS);
      return parse(answer);
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /**
   * @param answer rows and columns; 0 for what is not known
   */
  static Terminal parse(String answer) {
    String[] numbers = answer.strip().split(" ");
    try {
      int rows = Integer.parseInt(numbers[0]);
      int columns = Integer.parseInt(numbers[numbers.length - 1]);
      return new Terminal(columns > 0 ? columns : USUAL.columns, rows > 0 ? rows : USUAL.rows);
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }
}
