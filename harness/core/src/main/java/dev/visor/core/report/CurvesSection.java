package dev.visor.core.report;

import dev.visor.core.evidence.CurveRow;
import dev.visor.core.report.chart.Axis;
import dev.visor.core.report.chart.LineChart;
import dev.visor.core.report.chart.Series;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How scores came about along the training, a chart for each cell. */
final class CurvesSection {
  private final ReportEvidence evidence;

  private CurvesSection(ReportEvidence evidence) {
    this.evidence = evidence;
  }

  static List<Section> of(ReportEvidence evidence) {
    Map<String, Map<String, SortedMap<Long, DoubleSummaryStatistics>>> cells =
        new LinkedHashMap<>();
    for (CurveRow row : evidence.curves()) {
      cells
          .computeIfAbsent(
              row.task() + "/" + row.kind() + "/" + row.size(), cell -> new LinkedHashMap<>())
          .computeIfAbsent(row.variant(), variant -> new TreeMap<>())
          .computeIfAbsent(row.update(), update -> new DoubleSummaryStatistics())
          .accept(row.meanScore());
    }
    if (cells.isEmpty()) {
      return List.of();
    }
    CurvesSection curves = new CurvesSection(evidence);
    Element grid = Element.of("div").styled("grid");
    Element numbers = Section.onDemand("The numbers of these charts");
    cells.forEach(
        (cell, variants) -> {
          grid.add(curves.chart(cell, variants).figure());
          numbers.add(table(cell, variants));
        });
    return Section.of(
        "curves",
        "Learning curves",
        Section.explanation(
            "Mean score over seeds at each evaluation; the band reaches from the worst seed to the"
                + " best. A dotted line is a variant that was evaluated once. Trials that failed"
                + " count as far as they went."),
        grid,
        numbers);
  }

  private LineChart chart(
      String cell, Map<String, SortedMap<Long, DoubleSummaryStatistics>> variants) {
    List<Series> series = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    long last = 1;
    for (Map.Entry<String, SortedMap<Long, DoubleSummaryStatistics>> variant :
        variants.entrySet()) {
      List<Series.Point> points = new ArrayList<>();
      variant
          .getValue()
          .forEach(
              (update, scores) ->
                  points.add(
                      new Series.Point(
                          update,
                          scores.getAverage(),
                          scores.getMin(),
                          scores.getMax(),
                          note(variant.getKey(), update, scores))));
      last = Math.max(last, variant.getValue().lastKey());
      ends.add(variant.getKey() + " ends at " + Cell.rounded(points.get(points.size() - 1).y(), 1));
      series.add(new Series(variant.getKey(), evidence.style(variant.getKey()), points));
    }
    return new LineChart(
        cell,
        "Mean score over training updates: " + String.join(", ", ends) + ".",
        Axis.covering("training updates", 0, last),
        Scale.scores(series),
        series);
  }

  private static String note(String variant, long update, DoubleSummaryStatistics scores) {
    return variant
        + ", update "
        + update
        + ": "
        + Cell.rounded(scores.getAverage(), 1)
        + " ["
        + Cell.rounded(scores.getMin(), 1)
        + ", "
        + Cell.rounded(scores.getMax(), 1)
        + "]";
  }

  private static Element table(
      String cell, Map<String, SortedMap<Long, DoubleSummaryStatistics>> variants) {
    Table table =
        Table.of(cell, "variant|", "update", "mean score", "worst seed", "best seed", "seeds");
    variants.forEach(
        (variant, points) ->
            points.forEach(
                (update, scores) ->
                    table.row(
                        Cell.head(variant),
                        Cell.count(update),
                        Cell.rounded(OptionalDouble.of(scores.getAverage()), 1),
                        Cell.rounded(OptionalDouble.of(scores.getMin()), 1),
                        Cell.rounded(OptionalDouble.of(scores.getMax()), 1),
                        Cell.count(scores.getCount()))));
    return table.element();
  }
}
