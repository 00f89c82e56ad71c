package dev.visor.core.statistics;

import java.util.Arrays;

/** The scores of one variant: for each cell, one value a training seed. Immutable. */
public final class Scores {
  private final double[][] cells;
  private final int count;

  private Scores(double[][] cells, int count) {
    this.cells = cells;
    this.count = count;
  }

  /**
   * Takes scores.
   *
   * @param cells for each cell its values, of which there may be different numbers
   * @throws IllegalArgumentException if there is no cell, a cell is empty, or a value is not finite
   */
  public static Scores of(double[]... cells) {
    if (cells.length == 0) {
      throw new IllegalArgumentException("scores without a cell");
    }
    int count = 0;
    double[][] copy = new double[cells.length][];
    for (int i = 0; i < cells.length; i++) {
      copy[i] = cells[i].clone();
      count += copy[i].length;
      if (copy[i].length == 0) {
        throw new IllegalArgumentException("cell " + i + " has no scores");
      }
      for (double value : copy[i]) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("cell " + i + " has the score " + value);
        }
      }
    }
    return new Scores(copy, count);
  }

  /** Number of cells. */
  public int cells() {
    return cells.length;
  }

  /** Number of values in a cell. */
  public int count(int cell) {
    return cells[cell].length;
  }

  /** Number of values in all cells together. */
  public int count() {
    return count;
  }

  /** The same scores with the other sign, for a quantity of which less is better. */
  public Scores negated() {
    double[][] negated =
        Arrays.stream(cells)
            .map(cell -> Arrays.stream(cell).map(value -> -value).toArray())
            .toArray(double[][]::new);
    return new Scores(negated, count);
  }

  /** A value. */
  double value(int cell, int index) {
    return cells[cell][index];
  }

  /** All values, in ascending order. */
  double[] sorted() {
    double[] all = new double[count];
    int at = 0;
    for (double[] cell : cells) {
      System.arraycopy(cell, 0, all, at, cell.length);
      at += cell.length;
    }
    Arrays.sort(all);
    return all;
  }

  /** The mean of each cell. */
  double[] means() {
    double[] means = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      double sum = 0;
      for (double value : cells[i]) {
        sum += value;
      }
      means[i] = sum / cells[i].length;
    }
    return means;
  }
}
