package dev.visor.mujoco.render;

/**
 * A power of numbers between 0 and 1, from a table: the same on every JVM, which {@code Math.pow}
 * is not, and cheaper than {@code StrictMath.pow}. Wrong by at most exponent² / 8 million.
 */
final class Power {
  private static final int CELLS = 1024;

  private final double[] values = new double[CELLS + 2];

  Power(double exponent) {
    for (int i = 0; i <= CELLS; i++) {
      values[i] = StrictMath.pow((double) i / CELLS, exponent);
    }
    values[CELLS + 1] = 1;
  }

  /** The power of a base; a base below 0 counts as 0, one above 1 as 1. */
  double of(double base) {
    double place = base <= 0 ? 0 : base >= 1 ? CELLS : base * CELLS;
    int cell = (int) place;
    return values[cell] + (place - cell) * (values[cell + 1] - values[cell]);
  }
}
