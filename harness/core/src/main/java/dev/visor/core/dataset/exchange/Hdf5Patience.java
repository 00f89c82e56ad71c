package dev.visor.core.dataset.exchange;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much processor time a file may still take: {@value #FIRST_MILLIS} ms, and more as it is long
 * and as it gives data. An honest file earns its time many times over; one that leads its reader in
 * circles earns none.
 */
final class Hdf5Patience {
  /** How often it is looked whether a file took too long. */
  static final long LOOK_MILLIS = 50;

  /** A request may wait for the processor so many times as long as it may use it. */
  static final int BUSIEST_MACHINE = 30;

  private static final long FIRST_MILLIS = 2_000;
  private static final long MILLIS_A_REQUEST = 10;

  /** Less than a tenth of what was measured. */
  private static final long BYTES_A_MILLI = 16_000;

  private Duration left;

  private Hdf5Patience(Duration left) {
    this.left = left;
  }

  /** What a file has to begin with. */
  static Hdf5Patience with(Path file) {
    long bytes = file.toFile().length();
    return new Hdf5Patience(Duration.ofMillis(FIRST_MILLIS + bytes / BYTES_A_MILLI));
  }

  /** What the next request may take. */
  Duration left() {
    return left;
  }

  /** An answer has come. */
  void earned(long bytes) {
    left = left.plusMillis(MILLIS_A_REQUEST + bytes / BYTES_A_MILLI);
  }

  /** An answer was waited for. */
  void spent(Duration time) {
    left = left.minus(time);
  }
}
