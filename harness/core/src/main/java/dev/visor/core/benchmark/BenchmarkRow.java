package dev.visor.core.benchmark;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came out for one variant with one number of threads beside one yardstick.
 *
 * @param benchmark its name
 * @param variant of it
 * @param threads that both sides may use
 * @param millis median of our steps
 * @param peakMegabytes greatest resident memory of our process, in MB of 2²⁰ bytes
 * @param comparison with the yardstick; empty if nothing was timed beside it
 */
public record BenchmarkRow(
    String benchmark,
    String variant,
    int threads,
    double millis,
    double peakMegabytes,
    Optional<Comparison> comparison) {

  /**
   * What came out for the yardstick.
   *
   * @param yardstick what it is, such as {@code PyTorch 2.6.0 eager f32}
   * @param millis median of its steps
   * @param ratio median over pairs of our time over its: below 1, ours is faster
   * @param ratioLow lower quartile of that
   * @param ratioHigh upper quartile
   * @param peakMegabytes of its process; empty if it ran in ours
   */
  public record Comparison(
      String yardstick,
      double millis,
      double ratio,
      double ratioLow,
      double ratioHigh,
      OptionalDouble peakMegabytes) {

    static Comparison of(String yardstick, Pairs pairs, OptionalDouble peakMegabytes) {
      return new Comparison(
          yardstick,
          pairs.theirsMillis(),
          pairs.ratio(0.5),
          pairs.ratio(0.25),
          pairs.ratio(0.75),
          peakMegabytes);
    }
  }
}
