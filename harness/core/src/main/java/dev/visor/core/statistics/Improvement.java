package dev.visor.core.statistics;

import java.util.Arrays;

/**
 * The probability that one variant improves on another: that a training seed of the first scores
 * more than one of the second, on the same cell, ties counting half; the mean over cells. In each
 * cell it is the Mann–Whitney statistic over the number of pairs.
 *
 * <p>Values matter only by their order. So each cell's values are replaced once by their places in
 * the order of both variants together, equal values sharing a place, after which a resample is
 * counted place by place without a comparison.
 */
public final class Improvement {
  private final int cells;
  private final int[][] placesOfFirst;
  private final int[][] placesOfSecond;
  private final int[] places;

  /**
   * Prepares two variants.
   *
   * @throws IllegalArgumentException if they have different numbers of cells
   */
  public Improvement(Scores first, Scores second) {
    if (first.cells() != second.cells()) {
      throw new IllegalArgumentException(
          first.cells() + " cells cannot be paired with " + second.cells());
    }
    cells = first.cells();
    placesOfFirst = new int[cells][];
    placesOfSecond = new int[cells][];
    places = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      double[] order = order(first, second, cell);
      places[cell] = order.length;
      placesOfFirst[cell] = places(first, cell, order);
      placesOfSecond[cell] = places(second, cell, order);
    }
  }

  private Improvement(Improvement other) {
    cells = other.cells;
    placesOfFirst = other.placesOfSecond;
    placesOfSecond = other.placesOfFirst;
    places = other.places;
  }

  /** The same two variants the other way round. */
  public Improvement turned() {
    return new Improvement(this);
  }

  /** The probability for the scores as they are. */
  public double probability() {
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      int[] ofFirst = new int[places[cell]];
      int[] ofSecond = new int[places[cell]];
      for (int place : placesOfFirst[cell]) {
        ofFirst[place]++;
      }
      for (int place : placesOfSecond[cell]) {
        ofSecond[place]++;
      }
      sum += share(cell, ofFirst, ofSecond);
    }
    return sum / cells;
  }

  /** The probability for a resample of both, drawn from a source of indices. */
  double resampled(Indices indices) {
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      int[] ofFirst = drawn(placesOfFirst[cell], places[cell], indices);
      int[] ofSecond = drawn(placesOfSecond[cell], places[cell], indices);
      sum += share(cell, ofFirst, ofSecond);
    }
    return sum / cells;
  }

  private static int[] drawn(int[] from, int places, Indices indices) {
    int[] times = new int[places];
    for (int i = 0; i < from.length; i++) {
      times[from[indices.below(from.length)]]++;
    }
    return times;
  }

  /** The share of pairs in which the first is greater, with half of those that are equal. */
  private double share(int cell, int[] ofFirst, int[] ofSecond) {
    long twice = 0;
    long below = 0;
    for (int place = 0; place < places[cell]; place++) {
      twice += ofFirst[place] * (2 * below + ofSecond[place]);
      below += ofSecond[place];
    }
    return twice / (2.0 * placesOfFirst[cell].length * placesOfSecond[cell].length);
  }

  private static double[] order(Scores first, Scores second, int cell) {
    double[] all = new double[first.count(cell) + second.count(cell)];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          i < first.count(cell) ? first.value(cell, i) : second.value(cell, i - first.count(cell));
    }
    // Adding 0 makes −0 the same as 0, as it is to a comparison.
    return Arrays.stream(all).map(value -> value + 0.0).sorted().distinct().toArray();
  }

  private static int[] places(Scores scores, int cell, double[] order) {
    int[] places = new int[scores.count(cell)];
    for (int i = 0; i < places.length; i++) {
      places[i] = Arrays.binarySearch(order, scores.value(cell, i) + 0.0);
    }
    return places;
  }
}
