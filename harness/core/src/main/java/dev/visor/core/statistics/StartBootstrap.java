package dev.visor.core.statistics;

import dev.visor.api.RandomStream;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * The bootstrap over training seeds and evaluation starts, which are crossed: every policy is
 * evaluated from the same starts. A replicate draws starts, the same ones for all that shares them,
 * and apart from them the seeds of every cell, as the bootstrap over seeds does. So its intervals
 * speak of other trainings evaluated from other starts (Owen, "The pigeonhole bootstrap", Annals of
 * Applied Statistics 2007, which shows it to be somewhat too wide, not too narrow).
 *
 * <p>Draws are made replicate by replicate: the starts of each set, in the order of the sets'
 * numbers, then the seeds, cell by cell; for two variants, those of the first and then those of the
 * second.
 *
 * @param replicates how many, 1 or more
 */
public record StartBootstrap(int replicates) {
  public StartBootstrap {
    if (replicates < 1) {
      throw new IllegalArgumentException("a bootstrap of " + replicates + " replicates");
    }
  }

  /** Replicates of a statistic. */
  public double[] replicates(
      StartScores scores, ToDoubleFunction<Scores> statistic, RandomStream stream) {
    int[] sets = StartScores.starts(scores, scores);
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      int[][] times = drawStarts(sets, stream);
      results[i] = statistic.applyAsDouble(drawSeeds(scores, times, stream));
    }
    return results;
  }

  /**
   * Replicates of a statistic of two variants. Their seeds are drawn apart, as different trainings
   * are; starts are drawn for both together, for both were evaluated from the same ones.
   */
  public double[] replicates(
      StartScores first,
      StartScores second,
      ToDoubleBiFunction<Scores, Scores> statistic,
      RandomStream stream) {
    int[] sets = StartScores.starts(first, second);
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      int[][] times = drawStarts(sets, stream);
      Scores one = drawSeeds(first, times, stream);
      results[i] = statistic.applyAsDouble(one, drawSeeds(second, times, stream));
    }
    return results;
  }

  /**
   * Replicates of the fractions of all values that are greater than thresholds.
   *
   * @return for each threshold its replicates
   */
  public double[][] fractionsAbove(StartScores scores, double[] thresholds, RandomStream stream) {
    int[] sets = StartScores.starts(scores, scores);
    double[][] results = new double[thresholds.length][replicates];
    for (int i = 0; i < replicates; i++) {
      Scores drawn = drawSeeds(scores, drawStarts(sets, stream), stream);
      for (int j = 0; j < thresholds.length; j++) {
        results[j][i] = Aggregates.fractionAbove(drawn, thresholds[j]);
      }
    }
    return results;
  }

  private static int[][] drawStarts(int[] sets, RandomStream stream) {
    int[][] times = new int[sets.length][];
    for (int set = 0; set < sets.length; set++) {
      times[set] = new int[sets[set]];
      for (int i = 0; i < sets[set]; i++) {
        times[set][stream.nextInt(sets[set])]++;
      }
    }
    return times;
  }

  private static Scores drawSeeds(StartScores scores, int[][] times, RandomStream stream) {
    double[][] cells = new double[scores.cells()][];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = new double[scores.count(cell)];
      for (int i = 0; i < cells[cell].length; i++) {
        cells[cell][i] = scores.drawn(cell, stream.nextInt(cells[cell].length), times);
      }
    }
    return Scores.of(cells);
  }
}
