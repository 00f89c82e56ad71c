package dev.visor.core.gate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for looking at many cells at once: whatever is true, the chance of accusing any
 * cell in which nothing changed stays below the level.
 */
final class Holm {
  private Holm() {}

  /**
   * Corrected p-values, to be held against the level as they are.
   *
   * @param p of each cell
   */
  static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double greatest = 0;
    for (int i = 0; i < order.length; i++) {
      greatest = Math.max(greatest, Math.min(1, (order.length - i) * p[order[i]]));
      adjusted[order[i]] = greatest;
    }
    return adjusted;
  }
}
