package dev.visor.core.leaderboard;

import dev.visor.api.RandomStream;
import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Bootstrap;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Performance profiles: how large a part of all trials is better than a value. The values are 0 to
 * 100 where the metric has these bounds, and from the least to the greatest of all trials
 * elsewhere.
 */
final class Profiles {
  private static final int STEPS = 50;

  private Profiles() {}

  static List<ProfileRow> of(Contest all, MetricScale scale, LeaderboardOptions options) {
    double[] taus = taus(all, scale);
    List<ProfileRow> rows = new ArrayList<>();
    for (Standing standing : all.standings()) {
      standing
          .scores()
          .ifPresent(scores -> add(rows, standing.variant(), scores, taus, scale, options));
    }
    return rows;
  }

  private static void add(
      List<ProfileRow> rows,
      String variant,
      Scores scores,
      double[] taus,
      MetricScale scale,
      LeaderboardOptions options) {
    // Less is better: the fraction below a value is that of the negated scores above its negative.
    Scores upward = scale.higherIsBetter() ? scores : scores.negated();
    double[] thresholds =
        scale.higherIsBetter() ? taus : Arrays.stream(taus).map(tau -> -tau).sorted().toArray();
    RandomStream stream =
        RandomStream.of(
            "leaderboard", Long.toString(options.seed()), scale.metric(), "profile", variant);
    double[][] replicates =
        new Bootstrap(options.replicates()).fractionsAbove(upward, thresholds, stream);
    boolean replicated = Standing.hasReplication(scores);
    for (int i = 0; i < taus.length; i++) {
      int at = scale.higherIsBetter() ? i : taus.length - 1 - i;
      Interval interval = Interval.of(replicates[at], options.level());
      rows.add(
          new ProfileRow(
              variant,
              scale.metric(),
              taus[i],
              Aggregates.fractionAbove(upward, thresholds[at]),
              replicated ? OptionalDouble.of(interval.low()) : OptionalDouble.empty(),
              replicated ? OptionalDouble.of(interval.high()) : OptionalDouble.empty()));
    }
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
