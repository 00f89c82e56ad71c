package dev.visor.mujoco.render;

/**
 * A power of numbers between 0 and 1, from a table: the same on every JVM, which {@code Math.pow}
 * is not, and cheaper than {@code StrictMath.pow}. Wrong by at most exponent² / 8 million.
 */
final class Power {
  private static final int CELLS = 1024;

  /** A power below this, and so a highlight, is not worth its cost: it changes no pixel. */
  private static final double NEGLIGIBLE = 1e-6;

  /** The square of the greatest base whose power is negligible. */
  final double negligibleSquare;

  private final double[] values = new double[CELLS + 2];

  Power(double exponent) {
    for (int i = 0; i <= CELLS; i++) {
      values[i] = StrictMath.pow((double) i / CELLS, exponent);
    }
    values[CELLS + 1] = 1;
    int negligible = 0;
    while (values[negligible] < NEGLIGIBLE) {
      negligible++;
    }
    double base = Math.max(0, negligible - 1) / (double) CELLS;
    negligibleSquare = base * base;
  }

  /** The power of a base; a base below 0 counts as 0, one above 1 as 1. */
  double of(double base) {
    double place = base <= 0 ? 0 : base >= 1 ? CELLS : base * CELLS;
    int cell = (int) place;
    return values[cell] + (place - cell) * (values[cell + 1] - values[cell]);
  }
}
