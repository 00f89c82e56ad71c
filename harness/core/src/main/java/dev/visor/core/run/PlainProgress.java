package dev.visor.core.run;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Progress as lines, for logs and pipes: one for whatever ended, and in between one on how far the
 * run is: every few seconds in the first minute, every half a minute later.
 */
public final class PlainProgress implements ProgressListener {
  private static final long FIRST = TimeUnit.MINUTES.toNanos(1);
  private static final long BETWEEN_FIRST = TimeUnit.SECONDS.toNanos(5);
  private static final long BETWEEN_LATER = TimeUnit.SECONDS.toNanos(30);

  private final PrintStream out;
  private final LongSupplier clock;
  private final RunProgress progress;
  private final long begin;
  private long lastLine;

  /** Writes to a stream. */
  public PlainProgress(PrintStream out) {
    this(out, System::nanoTime);
  }

  PlainProgress(PrintStream out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
    this.progress = new RunProgress(clock);
    this.begin = clock.getAsLong();
    this.lastLine = begin;
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
      line(progress.headline() + progress.details());
    }
  }

  private boolean due() {
    long now = clock.getAsLong();
    return now - lastLine >= (now - begin < FIRST ? BETWEEN_FIRST : BETWEEN_LATER);
  }

  private void line(String text) {
    out.println(text);
    lastLine = clock.getAsLong();
  }
}
