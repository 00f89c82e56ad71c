package dev.visor.cli;

import dev.visor.core.dataset.BuildProgress;
import java.time.Duration;

/**
 * Tells how far a build is: one line that rewrites itself on a terminal, a line every few seconds
 * elsewhere. A build that is over at once tells nothing.
 */
final class BuildBar implements BuildProgress, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_REWRITES = Duration.ofMillis(200);
  private static final int WIDTH = 30;

  private final Console console;
  private final String name;
  private final String unit;
  private final long start = System.nanoTime();
  private long told = start;
  private int inherited = -1;
  private boolean drawn;

  BuildBar(Console console, String name) {
    this(console, name, "episodes");
  }

  /**
   * @param unit what is counted
   */
  BuildBar(Console console, String name, String unit) {
    this.console = console;
    this.name = name;
    this.unit = unit;
  }

  @Override
  public void episodes(int done, int of) {
    progressed(done, of);
  }

  /** So many of all units are done. */
  void progressed(int done, int of) {
    if (inherited < 0) {
      inherited = done;
    }
    long now = System.nanoTime();
    Duration pause = console.terminal() ? BETWEEN_REWRITES : BETWEEN_LINES;
    if (now - told < pause.toNanos()) {
      return;
    }
    told = now;
    String text = name + "  " + done + "/" + of + " " + unit + left(now, done, of);
    if (console.terminal()) {
      int filled = (int) ((long) WIDTH * done / of);
      console
          .err()
          .print("\r\033[K" + "█".repeat(filled) + "░".repeat(WIDTH - filled) + " " + text);
      console.err().flush();
      drawn = true;
    } else {
      console.err().println(text);
    }
  }

  @Override
  public void waiting() {
    console.err().println(name + "  another process is building it; waiting");
  }

  /** Estimated from what was done since this bar first heard of it. */
  private String left(long now, int done, int of) {
    int made = done - inherited;
    if (made < 1) {
      return "";
    }
    long seconds = Math.round((now - start) / 1e9 / made * (of - done));
    return ", %d:%02d left".formatted(seconds / 60, seconds % 60);
  }

  /** Takes the bar off the terminal. */
  @Override
  public void close() {
    if (drawn) {
      console.err().print("\r\033[K");
      console.err().flush();
      drawn = false;
    }
  }
}
