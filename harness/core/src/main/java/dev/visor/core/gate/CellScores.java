package dev.visor.core.gate;

import dev.visor.core.evidence.TrialRow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The scores of a cell on both sides, turned so that more is better.
 *
 * @param now a score for each training seed of the run
 * @param before a score for each training seed that it is held against
 */
record CellScores(double[] now, double[] before) {
  static CellScores of(List<TrialRow> now, List<TrialRow> before) {
    return new CellScores(values(now), values(before));
  }

  /**
   * The mean of several cells, seed by seed.
   *
   * @param cells one or more, of the same seeds on either side
   */
  static CellScores mean(List<CellScores> cells) {
    return new CellScores(
        meanOf(cells.stream().map(CellScores::now).toList()),
        meanOf(cells.stream().map(CellScores::before).toList()));
  }

  private static double[] meanOf(List<double[]> cells) {
    double[] mean = new double[cells.get(0).length];
    for (double[] cell : cells) {
      for (int seed = 0; seed < mean.length; seed++) {
        mean[seed] += cell[seed] / cells.size();
      }
    }
    return mean;
  }

  /** In the order of seeds. */
  private static double[] values(List<TrialRow> rows) {
    return rows.stream()
        .filter(row -> row.value().isPresent())
        .sorted(Comparator.comparingInt(TrialRow::seedIndex))
        .mapToDouble(
            row -> row.higherIsBetter() ? row.value().getAsDouble() : -row.value().getAsDouble())
        .toArray();
  }

  /** By how much the mean of the run is lower; negative if it is higher. */
  double drop() {
    return mean(before) - mean(now);
  }

  /** The same with the other sign, so that a rise is a drop. */
  CellScores turned() {
    return new CellScores(
        Arrays.stream(now).map(value -> -value).toArray(),
        Arrays.stream(before).map(value -> -value).toArray());
  }

  /** Those of now, and after them those of before. */
  double[] pooled() {
    double[] pooled = new double[now.length + before.length];
    System.arraycopy(now, 0, pooled, 0, now.length);
    System.arraycopy(before, 0, pooled, now.length, before.length);
    return pooled;
  }

  /**
   * The standard deviation of a seed around the mean of its side; 0 where each side has one seed.
   */
  double deviation() {
    int free = now.length + before.length - 2;
    return free < 1 ? 0 : Math.sqrt((squares(now) + squares(before)) / free);
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }
}
