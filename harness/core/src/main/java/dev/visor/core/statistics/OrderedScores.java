package dev.visor.core.statistics;

import java.util.Arrays;

/**
 * Scores with each cell's values in ascending order, for the many comparisons of a large
 * leaderboard: two variants are compared by one walk along both.
 */
public final class OrderedScores {
  private final double[][] cells;

  private OrderedScores(double[][] cells) {
    this.cells = cells;
  }

  /** Orders the values of each cell. */
  public static OrderedScores of(Scores scores) {
    double[][] cells = new double[scores.cells()][];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = new double[scores.count(cell)];
      for (int i = 0; i < cells[cell].length; i++) {
        cells[cell][i] = scores.value(cell, i);
      }
      Arrays.sort(cells[cell]);
    }
    return new OrderedScores(cells);
  }

  /**
   * The probability that these improve on others: {@link Improvement#probability}, to the last bit.
   *
   * @throws IllegalArgumentException if they have different numbers of cells
   */
  public double improvementOn(OrderedScores other) {
    if (cells.length != other.cells.length) {
      throw new IllegalArgumentException(
          cells.length + " cells cannot be paired with " + other.cells.length);
    }
    double sum = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      sum += share(cells[cell], other.cells[cell]);
    }
    return sum / cells.length;
  }

  private static double share(double[] first, double[] second) {
    long twice = 0;
    int below = 0;
    int notAbove = 0;
    for (double value : first) {
      while (below < second.length && second[below] < value) {
        below++;
      }
      while (notAbove < second.length && second[notAbove] <= value) {
        notAbove++;
      }
      twice += below + notAbove;
    }
    return twice / (2.0 * first.length * second.length);
  }
}
