package dev.visor.api;

import java.io.IOException;
import java.util.Map;

/**
 * Where a {@link Workload} puts the numbers that a yardstick needs to do the same work. Arrays are
 * row-major.
 */
public interface BenchmarkInputs {
  /** Writes sizes and constants, by the names that the script reads. To be called once. */
  void sizes(Map<String, ? extends Number> sizes) throws IOException;

  /**
   * Writes an array in single precision.
   *
   * @param name a parameter's slashes become dots
   * @param shape its lengths, one or more
   * @throws IllegalArgumentException if the shape is of another number of values
   */
  void floats(String name, float[] values, int... shape) throws IOException;

  /** Writes an array of unsigned bytes, as {@link #floats} does. */
  void bytes(String name, byte[] values, int... shape) throws IOException;

  /** Writes an array of integers, as {@link #floats} does. */
  void integers(String name, int[] values, int... shape) throws IOException;
}
