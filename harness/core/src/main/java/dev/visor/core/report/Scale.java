package dev.visor.core.report;

import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.report.chart.Axis;
import dev.visor.core.report.chart.Series;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The metric that ranks, as axes need it. */
final class Scale {
  private static final String BOUNDED = "0-100";
  private static final String SCORE_LABEL = "score, 0 to 100";

  private Scale() {}

  /** An axis for values of the leaderboard's rows; a score always shows all of 0 to 100. */
  static Axis axis(List<LeaderboardRow> rows) {
    DoubleStream values =
        rows.stream()
            .flatMap(row -> Stream.of(row.iqm(), row.iqmLow(), row.iqmHigh()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble);
    Optional<LeaderboardRow> any = rows.stream().findFirst();
    boolean bounded = any.isPresent() && any.get().scale().equals(BOUNDED);
    String label = bounded ? SCORE_LABEL : any.map(LeaderboardRow::metric).orElse("");
    return covering(label, values, bounded);
  }

  /** An axis for scores; it always shows all of 0 to 100. */
  static Axis scores(List<Series> series) {
    return covering(
        SCORE_LABEL,
        series.stream()
            .flatMap(one -> one.points().stream())
            .flatMapToDouble(point -> DoubleStream.of(point.low(), point.high())),
        true);
  }

  private static Axis covering(String label, DoubleStream values, boolean bounded) {
    double[] all = values.toArray();
    double least = DoubleStream.of(all).min().orElse(0);
    double greatest = DoubleStream.of(all).max().orElse(1);
    return bounded
        ? Axis.covering(label, Math.min(0, least), Math.max(100, greatest))
        : Axis.covering(label, least, greatest);
  }
}
