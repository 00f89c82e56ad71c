package dev.visor.core.statistics;

import dev.visor.api.RandomStream;
import java.util.Arrays;

/** The values of all cells in ascending order, and how often each was drawn. */
final class Resample {
  final double[] sorted;
  final int[] times;

  /** For each cell, where its values stand in the order; equal values may stand for each other. */
  private final int[][] places;

  private final Resampling resampling;
  private int drawn;

  Resample(Scores scores, Resampling resampling) {
    this.resampling = resampling;
    sorted = scores.sorted();
    times = new int[sorted.length];
    places = new int[scores.cells()][];
    for (int cell = 0; cell < places.length; cell++) {
      places[cell] = new int[scores.count(cell)];
      for (int i = 0; i < places[cell].length; i++) {
        places[cell][i] = Arrays.binarySearch(sorted, scores.value(cell, i));
      }
    }
  }

  /** Draws anew. */
  void draw(RandomStream stream) {
    Arrays.fill(times, 0);
    drawn = 0;
    for (int i = 0; i < places.length; i++) {
      int[] cell = places[resampling == Resampling.CELLS ? stream.nextInt(places.length) : i];
      for (int j = 0; j < cell.length; j++) {
        times[cell[stream.nextInt(cell.length)]]++;
      }
      drawn += cell.length;
    }
  }

  /** How many values were drawn: with cells of different sizes, not always the same number. */
  int drawn() {
    return drawn;
  }
}
