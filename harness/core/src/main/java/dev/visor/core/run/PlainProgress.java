package dev.visor.core.run;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Progress as lines, for logs and pipes: one for whatever ended, and in between at most one every
 * few seconds on how far the run is.
 */
public final class PlainProgress implements ProgressListener {
  private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private final LongSupplier clock;
  private final RunProgress progress;
  private long lastLine;

  /** Writes to a stream. */
  public PlainProgress(PrintStream out) {
    this(out, System::nanoTime);
  }

  PlainProgress(PrintStream out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
    this.progress = new RunProgress(clock);
    this.lastLine = clock.getAsLong();
  }

  @Override
  public void on(RunEvent event) {
    progress.on(event);
    ProgressLines.of(event).ifPresent(this::line);
    if (event instanceof RunEvent.DatasetProgressed dataset) {
      if (dataset.episodes() == dataset.of() || due()) {
        line(ProgressLines.dataset(dataset.dataset(), dataset.episodes(), dataset.of()));
      }
    } else if (event instanceof RunEvent.TrialProgressed && due()) {
      line(progress.headline());
      progress.rows().forEach(row -> out.println("  " + row.stripTrailing()));
    }
  }

  private boolean due() {
    return clock.getAsLong() - lastLine >= NANOS_BETWEEN;
  }

  private void line(String text) {
    out.println(text);
    lastLine = clock.getAsLong();
  }
}
