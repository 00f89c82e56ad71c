package dev.visor.core.report;

import dev.visor.core.leaderboard.ProfileRow;
import dev.visor.core.report.chart.Axis;
import dev.visor.core.report.chart.LineChart;
import dev.visor.core.report.chart.Series;
import dev.visor.core.report.markup.Element;
import java.util.ArrayList;
import java.util.List;

/** Performance profiles: how large a part of a variant's trials beats a score. */
final class ProfileSection {
  private ProfileSection() {}

  static List<Section> of(ReportEvidence evidence) {
    List<ProfileRow> rows = evidence.leaderboard().profile();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Series> series = new ArrayList<>();
    for (String variant : evidence.variants()) {
      List<Series.Point> points =
          rows.stream()
              .filter(row -> row.variant().equals(variant))
              .map(
                  row ->
                      new Series.Point(
                          row.tau(),
                          row.fraction(),
                          row.low().orElse(row.fraction()),
                          row.high().orElse(row.fraction()),
                          ""))
              .toList();
      if (!points.isEmpty()) {
        series.add(new Series(variant, evidence.style(variant), points));
      }
    }
    double least = rows.stream().mapToDouble(ProfileRow::tau).min().orElse(0);
    double greatest = rows.stream().mapToDouble(ProfileRow::tau).max().orElse(1);
    LineChart chart =
        new LineChart(
            "All cells together",
            "For every value of "
                + rows.get(0).metric()
                + ", the fraction of each variant's trials that are better.",
            Axis.covering(rows.get(0).metric(), least, greatest),
            Axis.covering("fraction of trials that are better", 0, 1),
            series);
    return Section.of(
        "profile",
        "Performance profiles",
        Section.explanation(
            "The higher a line, the more of a variant's trials beat the score below it; where lines"
                + " cross, who is better depends on the score that one asks for. Its numbers are in"
                + " profile.csv, below."),
        Element.of("div").styled("grid wide").add(chart.figure()));
  }
}
