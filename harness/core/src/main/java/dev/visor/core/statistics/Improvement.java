package dev.visor.core.statistics;

import dev.visor.api.RandomStream;
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
    int most = Arrays.stream(places).max().orElse(0);
    int[] ofFirst = new int[most];
    int[] ofSecond = new int[most];
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      for (int place : placesOfFirst[cell]) {
        ofFirst[place]++;
      }
      for (int place : placesOfSecond[cell]) {
        ofSecond[place]++;
      }
      sum += takeShare(cell, ofFirst, ofSecond);
    }
    return sum / cells;
  }

  /** The probabilities for resamples of both. */
  double[] resampled(int replicates, Resampling resampling, RandomStream stream) {
    int most = Arrays.stream(places).max().orElse(0);
    int[] ofFirst = new int[most];
    int[] ofSecond = new int[most];
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      double sum = 0;
      for (int j = 0; j < cells; j++) {
        int cell = resampling == Resampling.CELLS ? stream.nextInt(cells) : j;
        draw(placesOfFirst[cell], ofFirst, stream);
        draw(placesOfSecond[cell], ofSecond, stream);
        sum += takeShare(cell, ofFirst, ofSecond);
      }
      results[i] = sum / cells;
    }
    return results;
  }

  private static void draw(int[] from, int[] times, RandomStream stream) {
    for (int i = 0; i < from.length; i++) {
      times[from[stream.nextInt(from.length)]]++;
    }
  }

  /**
   * The share of a cell's pairs in which the first is greater, with half of those that are equal.
   *
   * @param ofFirst how often each place was taken by the first; zero when this returns
   * @param ofSecond the same of the second
   */
  private double takeShare(int cell, int[] ofFirst, int[] ofSecond) {
    long twice = 0;
    long below = 0;
    for (int place = 0; place < places[cell]; place++) {
      twice += ofFirst[place] * (2 * below + ofSecond[place]);
      below += ofSecond[place];
      ofFirst[place] = 0;
      ofSecond[place] = 0;
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
