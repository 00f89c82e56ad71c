package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.visor.core.VisorException;
import java.lang.management.ManagementFactory;

/**
 * Reads hostile files and counts what becomes of them: each is read, or refused with a place and a
 * reason, within two seconds of the processor and 512 MB.
 */
public final class Hostile {
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final long MOST_BYTES = 512L << 20;

  private int read;
  private int refused;

  /** Reads a file. */
  public interface Reading {
    void read() throws Exception;
  }

  /**
   * Reads one file.
   *
   * @param name of the case, to find it again
   * @param file part of the place that a refusal must name
   */
  public void read(String name, String file, Reading reading) {
    long nanos = THREAD.getCurrentThreadCpuTime();
    long bytes = THREAD.getCurrentThreadAllocatedBytes();
    try {
      reading.read();
      read++;
    } catch (VisorException e) {
      assertThat(e.place()).as(name).contains(file);
      assertThat(e.what()).as(name).isNotBlank().doesNotContain(": null", "is null");
      refused++;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(name + " ended in " + e, e);
    }
    assertThat(THREAD.getCurrentThreadCpuTime() - nanos).as(name).isLessThan(MOST_NANOS);
    assertThat(THREAD.getCurrentThreadAllocatedBytes() - bytes).as(name).isLessThan(MOST_BYTES);
  }

  /** What became of all files: some were still sound, and most were not. */
  public void assertTried(int files) {
    assertThat(read + refused).isEqualTo(files);
    assertThat(read).as("sound ones among " + files).isPositive();
    assertThat(refused).as("refused ones among " + files).isPositive();
  }
}
