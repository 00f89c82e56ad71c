package dev.visor.core.statistics;

import dev.visor.api.RandomStream;

/**
 * The stratified bootstrap: a replicate draws, in every cell, as many seeds as it has, with
 * replacement, and takes the statistic of what was drawn. Cells are never exchanged for each other,
 * so that the intervals speak of training seeds and not of tasks.
 *
 * <p>Draws are made cell by cell in the order of the scores, replicate by replicate, one number of
 * the stream for each, and so can be repeated by anyone who has the stream.
 *
 * <p>Values are sorted once. A replicate then only counts how often each was drawn, and the
 * statistic walks over the counts: a replicate of n values costs some n steps, not n log n.
 *
 * @param replicates how many, 1 or more
 */
public record Bootstrap(int replicates) {
  public Bootstrap {
    if (replicates < 1) {
      throw new IllegalArgumentException("a bootstrap of " + replicates + " replicates");
    }
  }

  /** Replicates of the interquartile mean. */
  public double[] interquartileMeans(Scores scores, RandomStream stream) {
    Resample resample = new Resample(scores);
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      resample.draw(stream);
      results[i] =
          Aggregates.interquartileMean(resample.sorted, resample.times, resample.sorted.length);
    }
    return results;
  }

  /** Replicates of the probability of improvement; both variants are drawn anew in each cell. */
  public double[] improvements(Improvement improvement, RandomStream stream) {
    return improvement.resampled(replicates, stream);
  }

  /**
   * Replicates of the fractions of values above thresholds.
   *
   * @param thresholds in ascending order
   * @return for each threshold its replicates
   */
  public double[][] fractionsAbove(Scores scores, double[] thresholds, RandomStream stream) {
    Resample resample = new Resample(scores);
    double[][] results = new double[thresholds.length][replicates];
    for (int i = 0; i < replicates; i++) {
      resample.draw(stream);
      int above = resample.sorted.length;
      int next = 0;
      for (int t = 0; t < thresholds.length; t++) {
        while (next < resample.sorted.length && resample.sorted[next] <= thresholds[t]) {
          above -= resample.times[next];
          next++;
        }
        results[t][i] = (double) above / resample.sorted.length;
      }
    }
    return results;
  }
}
