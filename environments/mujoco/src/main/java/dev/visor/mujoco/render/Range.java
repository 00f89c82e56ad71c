package dev.visor.mujoco.render;

/** Refuses numbers that no picture can be drawn from. */
final class Range {

  private Range() {}

  /** Throws IllegalArgumentException unless low ≤ value ≤ high; a value that is no number fails. */
  static void require(double value, double low, double high, String name) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be between " + low + " and " + high);
    }
  }
}
