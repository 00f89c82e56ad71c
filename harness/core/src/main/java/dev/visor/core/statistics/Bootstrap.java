package dev.visor.core.statistics;

import dev.visor.api.RandomStream;
import java.util.function.ToDoubleFunction;

/**
 * The bootstrap: a replicate draws anew, with replacement, and takes the statistic of what was
 * drawn. Over seeds it is stratified: every cell gives as many values as it has, and cells are
 * never exchanged for each other, so that the intervals speak of training seeds and not of tasks.
 * Over cells, as many cells as there are are drawn first, and then the seeds of each.
 *
 * <p>Draws are made cell by cell in the order of the scores, replicate by replicate, one number of
 * the stream for each, and so can be repeated by anyone who has the stream. Over cells, the number
 * that chooses a cell comes before those that choose its seeds.
 *
 * <p>For the interquartile mean and the profile, values are sorted once. A replicate then only
 * counts how often each was drawn, and the statistic walks over the counts: a replicate of n values
 * costs some n steps, not n log n.
 *
 * @param replicates how many, 1 or more
 * @param resampling what is drawn anew
 */
public record Bootstrap(int replicates, Resampling resampling) {
  public Bootstrap {
    if (replicates < 1) {
      throw new IllegalArgumentException("a bootstrap of " + replicates + " replicates");
    }
  }

  /** One over seeds. */
  public Bootstrap(int replicates) {
    this(replicates, Resampling.SEEDS);
  }

  /** Replicates of the interquartile mean. */
  public double[] interquartileMeans(Scores scores, RandomStream stream) {
    Resample resample = new Resample(scores, resampling);
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      resample.draw(stream);
      results[i] = Aggregates.interquartileMean(resample.sorted, resample.times, resample.drawn());
    }
    return results;
  }

  /**
   * Replicates of any statistic. Of the interquartile mean they are those of {@link
   * #interquartileMeans}, at a greater cost.
   */
  public double[] replicates(
      Scores scores, ToDoubleFunction<Scores> statistic, RandomStream stream) {
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      results[i] = statistic.applyAsDouble(draw(scores, stream));
    }
    return results;
  }

  /**
   * Replicates of the difference of two variants, the statistic of the first less that of the
   * second. Their seeds are drawn apart, as different trainings are; cells are drawn for both
   * together, for both were measured on the same ones.
   *
   * @throws IllegalArgumentException if they have different numbers of cells
   */
  public double[] differences(
      Scores first, Scores second, ToDoubleFunction<Scores> statistic, RandomStream stream) {
    if (first.cells() != second.cells()) {
      throw new IllegalArgumentException(
          first.cells() + " cells cannot be paired with " + second.cells());
    }
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      int[] chosen = cells(first.cells(), stream);
      double one = statistic.applyAsDouble(draw(first, chosen, stream));
      results[i] = one - statistic.applyAsDouble(draw(second, chosen, stream));
    }
    return results;
  }

  /**
   * Replicates of the probability of improvement; both variants are drawn anew in each cell, the
   * first before the second.
   */
  public double[] improvements(Improvement improvement, RandomStream stream) {
    return improvement.resampled(replicates, resampling, stream);
  }

  /**
   * Replicates of the fractions of values above thresholds.
   *
   * @param thresholds in ascending order
   * @return for each threshold its replicates
   */
  public double[][] fractionsAbove(Scores scores, double[] thresholds, RandomStream stream) {
    Resample resample = new Resample(scores, resampling);
    double[][] results = new double[thresholds.length][replicates];
    for (int i = 0; i < replicates; i++) {
      resample.draw(stream);
      int above = resample.drawn();
      int next = 0;
      for (int t = 0; t < thresholds.length; t++) {
        while (next < resample.sorted.length && resample.sorted[next] <= thresholds[t]) {
          above -= resample.times[next];
          next++;
        }
        results[t][i] = (double) above / resample.drawn();
      }
    }
    return results;
  }

  private Scores draw(Scores scores, RandomStream stream) {
    double[][] drawn = new double[scores.cells()][];
    for (int i = 0; i < drawn.length; i++) {
      int cell = resampling == Resampling.CELLS ? stream.nextInt(drawn.length) : i;
      drawn[i] = draw(scores, cell, stream);
    }
    return Scores.of(drawn);
  }

  private static Scores draw(Scores scores, int[] chosen, RandomStream stream) {
    double[][] drawn = new double[chosen.length][];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = draw(scores, chosen[i], stream);
    }
    return Scores.of(drawn);
  }

  private static double[] draw(Scores scores, int cell, RandomStream stream) {
    double[] drawn = new double[scores.count(cell)];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = scores.value(cell, stream.nextInt(drawn.length));
    }
    return drawn;
  }

  /** The cells of a replicate, all of them in their order if seeds alone are drawn. */
  private int[] cells(int count, RandomStream stream) {
    int[] cells = new int[count];
    for (int i = 0; i < count; i++) {
      cells[i] = resampling == Resampling.CELLS ? stream.nextInt(count) : i;
    }
    return cells;
  }
}
