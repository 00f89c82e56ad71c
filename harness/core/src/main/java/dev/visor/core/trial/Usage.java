package dev.visor.core.trial;

/**
 * What a phase took. It differs from run to run and so stands in {@code timings.csv}, never in
 * {@code trials.csv}.
 *
 * @param wallSeconds from the first instruction to the last
 * @param cpuSeconds of all threads
 * @param peakBytes greatest resident memory; 0 where it is not known
 */
public record Usage(double wallSeconds, double cpuSeconds, long peakBytes) {
  /** Nothing yet. */
  public static final Usage NONE = new Usage(0, 0, 0);

  /** One after the other: times add up, the higher peak counts. */
  public Usage then(Usage next) {
    return new Usage(
        wallSeconds + next.wallSeconds,
        cpuSeconds + next.cpuSeconds,
        Math.max(peakBytes, next.peakBytes));
  }
}
