package dev.visor.core.leaderboard;

import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Performance profiles: how large a part of all trials is better than a value. The values are 0 to
 * 100 where the metric has these bounds, and from the least to the greatest of all trials
 * elsewhere.
 */
final class Profiles {
  private static final int STEPS = 50;

  private Profiles() {}

  static List<ProfileRow> of(Contest all, MetricScale scale, Resamples resamples) {
    double[] taus = taus(all, scale);
    return all.standings().parallelStream()
        .filter(standing -> standing.scores().isPresent())
        .flatMap(standing -> rows(standing, taus, scale, resamples).stream())
        .toList();
  }

  private static List<ProfileRow> rows(
      Standing standing, double[] taus, MetricScale scale, Resamples resamples) {
    Scores scores = standing.scores().orElseThrow();
    // Less is better: the fraction below a value is that of the negated scores above its negative.
    Scores upward = scale.higherIsBetter() ? scores : scores.negated();
    double[] thresholds =
        scale.higherIsBetter() ? taus : Arrays.stream(taus).map(tau -> -tau).sorted().toArray();
    Optional<List<Interval>> intervals =
        resamples.fractionsAbove(standing.variant(), standing.measured(), upward, thresholds);
    List<ProfileRow> rows = new ArrayList<>();
    for (int i = 0; i < taus.length; i++) {
      int at = scale.higherIsBetter() ? i : taus.length - 1 - i;
      Optional<Interval> interval = intervals.map(of -> of.get(at));
      rows.add(
          new ProfileRow(
              standing.variant(),
              scale.metric(),
              taus[i],
              Aggregates.fractionAbove(upward, thresholds[at]),
              Contest.end(interval, Interval::low),
              Contest.end(interval, Interval::high)));
    }
    return rows;
  }

  private static double[] taus(Contest all, MetricScale scale) {
    double least = MetricScale.WORST;
    double greatest = MetricScale.BEST;
    if (!scale.hasBounds()) {
      DoubleSummaryStatistics values =
          all.standings().stream()
              .flatMap(standing -> standing.trials().stream())
              .flatMapToDouble(cell -> Arrays.stream(cell.values()))
              .summaryStatistics();
      least = values.getMin();
      greatest = values.getMax();
    }
    double[] taus = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      taus[i] = least + (greatest - least) * i / STEPS;
    }
    return taus;
  }
}
