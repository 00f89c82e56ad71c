package dev.visor.core.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Stream;

/**
 * Progress as a live table, for terminals: the lines that stay scroll up above it; below are a bar,
 * the estimate and a row for each trial under way, drawn anew twice a second.
 *
 * <p>Nothing is drawn wider or higher than the terminal: a line that wraps or has scrolled away
 * could not be drawn over.
 */
public final class TableProgress implements ProgressListener {
  private static final int REDRAW_MILLIS = 500;
  private static final int BAR = 30;
  private static final String ESCAPE = "\u001b[";
  private static final String TO_COLUMN_ONE_AND_CLEAR_BELOW = "\r" + ESCAPE + "J";
  private static final String GREEN = "32";
  private static final String RED = "31";
  private static final String YELLOW = "33";
  private static final String FAINT = "2";

  private final PrintStream out;
  private final Terminal terminal;
  private final boolean colour;
  private final RunProgress progress = new RunProgress(System::nanoTime);
  private Optional<Timer> timer = Optional.empty();
  private Optional<String> dataset = Optional.empty();
  private boolean active;
  private int drawn;

  /**
   * @param terminal that {@code out} is shown on
   * @param colour whether colours may be used
   */
  public TableProgress(PrintStream out, Terminal terminal, boolean colour) {
    this.out = out;
    this.terminal = terminal;
    this.colour = colour;
  }

  @Override
  public synchronized void on(RunEvent event) {
    progress.on(event);
    if (event instanceof RunEvent.DatasetProgressed building) {
      dataset = line(building);
    } else if (event instanceof RunEvent.TrialStarted) {
      dataset = Optional.empty();
    }
    Optional<String> stays = ProgressLines.of(event);
    if (stays.isPresent()) {
      out.print(erase() + coloured(fit(stays.get()), colourOf(stays.get())) + "\n" + draw());
      out.flush();
    }
    if (event instanceof RunEvent.Planned planned && planned.done() < planned.total()) {
      begin();
    } else if (event instanceof RunEvent.Ended) {
      end();
    }
  }

  private Optional<String> line(RunEvent.DatasetProgressed building) {
    String text = ProgressLines.dataset(building.dataset(), building.episodes(), building.of());
    if (building.episodes() < building.of()) {
      return Optional.of(text);
    }
    out.print(erase() + fit(text) + "\n" + draw());
    return Optional.empty();
  }

  private void begin() {
    active = true;
    Timer redrawing = new Timer("progress", true);
    timer = Optional.of(redrawing);
    redrawing.schedule(
        new TimerTask() {
          @Override
          public void run() {
            redraw();
          }
        },
        0,
        REDRAW_MILLIS);
  }

  private void end() {
    timer.ifPresent(Timer::cancel);
    timer = Optional.empty();
    out.print(erase());
    out.flush();
    active = false;
  }

  private synchronized void redraw() {
    if (active) {
      out.print(erase() + draw());
      out.flush();
    }
  }

  private String erase() {
    String up = drawn == 0 ? "" : ESCAPE + drawn + "A";
    drawn = 0;
    return up + TO_COLUMN_ONE_AND_CLEAR_BELOW;
  }

  private String draw() {
    if (!active) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    lines.add(coloured(fit(bar() + "  " + progress.headline()), GREEN));
    dataset.ifPresent(text -> lines.add(fit("  " + text)));
    // The cursor stands on a line of its own, below them all.
    int left = terminal.rows() - 1 - lines.size();
    atMost(left, progress.rows()).forEach(row -> lines.add(coloured(fit("  " + row), FAINT)));
    drawn = lines.size();
    return String.join("\n", lines) + "\n";
  }

  /** All, or the first of them and how many more there are. */
  private static List<String> atMost(int lines, List<String> rows) {
    if (rows.size() <= lines) {
      return rows;
    }
    int shown = Math.max(0, lines - 1);
    String more = "… and " + (rows.size() - shown) + " more";
    return Stream.concat(rows.stream().limit(shown), Stream.of(more))
        .limit(Math.max(0, lines))
        .toList();
  }

  private String bar() {
    int full = (int) (BAR * progress.fraction());
    return "━".repeat(full) + "─".repeat(BAR - full);
  }

  private String fit(String line) {
    int columns = terminal.columns();
    return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 2)) + "…";
  }

  private static String colourOf(String line) {
    if (line.startsWith("ok ")) {
      return GREEN;
    }
    return line.startsWith("note:") || line.startsWith("stopped") || line.startsWith("interrupted")
        ? YELLOW
        : line.matches("(failed|timeout|oom|diverged|crashed|killed|skipped) .*") ? RED : FAINT;
  }

  private String coloured(String text, String code) {
    return colour ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }
}
