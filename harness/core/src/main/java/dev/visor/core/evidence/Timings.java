package dev.visor.core.evidence;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a trial cost. Kept apart from its manifest, for it never repeats.
 *
 * @param attempts how often it was begun
 * @param wallSeconds from its first beginning to its end, without pauses between attempts
 * @param cpuSeconds of all its threads
 * @param trainSeconds wall time of training
 * @param evaluateSeconds wall time of evaluation
 * @param peakMemoryMib the most resident memory of its process, in MiB
 */
public record Timings(
    int attempts,
    double wallSeconds,
    double cpuSeconds,
    double trainSeconds,
    double evaluateSeconds,
    double peakMemoryMib) {
  private static final String REMEDY = "remove the trial's folder and run again";

  /** Writes {@code timings.json}. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, StrictJson.text(this));
  }

  /**
   * Reads {@code timings.json}.
   *
   * @throws dev.visor.core.VisorException if it is missing or is something else
   */
  public static Timings read(Path file) {
    return StrictJson.read(file, Timings.class, REMEDY);
  }
}
