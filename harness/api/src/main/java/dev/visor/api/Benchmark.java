package dev.visor.api;

import java.io.IOException;
import org.pf4j.ExtensionPoint;

/**
 * The extension point of a benchmark: a piece of work that is timed one step at a time, as a rule
 * beside the same work in another library. {@code visor bench} runs it in a process that is set up
 * as a trial's is.
 */
public interface Benchmark extends ExtensionPoint {
  /** Name, variants and what it is compared with. Cheap, and always the same. */
  BenchmarkDescriptor describe();

  /**
   * Makes everything ready for the first step: inputs, first weights, buffers. The same variant
   * begins with the same numbers every time, and with those of the other variants where their
   * shapes are the same.
   *
   * @param variant name of one of {@link BenchmarkDescriptor#variants()}
   * @throws IllegalArgumentException if it is not one of these
   * @throws IOException if its files cannot be written or read
   */
  Workload open(String variant, BenchmarkContext context) throws IOException;
}
