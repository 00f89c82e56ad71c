package dev.visor.core.statistics;

import dev.visor.api.RandomStream;
import java.util.Arrays;

/** The values of all cells in ascending order, and how often each was drawn. */
final class Resample {
  final double[] sorted;
  final int[] times;

  /** For each cell, where its values stand in the order; equal values may stand for each other. */
  private final int[][] places;

  Resample(Scores scores) {
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

  /** Draws every cell anew. */
  void draw(RandomStream stream) {
    Arrays.fill(times, 0);
    for (int[] cell : places) {
      for (int i = 0; i < cell.length; i++) {
        times[cell[stream.nextInt(cell.length)]]++;
      }
    }
  }
}
