package dev.visor.core.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child's end of the pipes to its parent. Progress goes out on standard output, one line of JSON
 * at a time; {@value #CANCEL} comes in on standard input.
 *
 * <p>When the input ends, the parent has died: a parent that was killed could not say so. The child
 * then halts at once, and what it had started with it, for nobody is left to take its work; a run
 * that is started again goes on from the last checkpoint.
 */
final class ParentLink implements PhaseControl {
  static final String CANCEL = "cancel";
  private static final long NANOS_BETWEEN_LINES = TimeUnit.MILLISECONDS.toNanos(250);

  private static final Logger LOG = LoggerFactory.getLogger(ParentLink.class);

  private final PrintStream out;
  private final ObjectMapper json = TrialJson.mapper();
  private volatile boolean cancelled;
  private long lastLine;

  private ParentLink(PrintStream out) {
    this.out = out;
  }

  /**
   * Begins to listen.
   *
   * @param in ends when the parent does
   * @param out where progress is written to
   * @param orphaned what to do when the parent has died
   */
  static ParentLink open(InputStream in, PrintStream out, Runnable orphaned) {
    ParentLink link = new ParentLink(out);
    Thread listener = new Thread(() -> link.listen(in, orphaned), "parent");
    listener.setDaemon(true);
    listener.start();
    return link;
  }

  private void listen(InputStream in, Runnable orphaned) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        cancelled |= line.equals(CANCEL);
      }
    } catch (IOException e) {
      LOG.debug("the pipe from the parent broke, which ends it as well", e);
    }
    orphaned.run();
  }

  @Override
  public boolean requested() {
    return cancelled;
  }

  @Override
  public void progressed(PhaseProgress progress) {
    long now = System.nanoTime();
    if (progress.done() != 0
        && progress.done() != progress.total()
        && now - lastLine < NANOS_BETWEEN_LINES) {
      return;
    }
    lastLine = now;
    try {
      out.println(json.writeValueAsString(progress));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("progress could not be written as JSON", e);
    }
    out.flush();
  }
}
