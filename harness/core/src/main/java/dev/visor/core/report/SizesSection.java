package dev.visor.core.report;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.report.chart.Axis;
import dev.visor.core.report.chart.LineChart;
import dev.visor.core.report.chart.Series;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.suite.DatasetSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Score against the size of the dataset, as in figure 4 of the LOMPO paper, for every task and kind
 * of which a run has more than one size. Sizes stand side by side: how large {@code full} is, the
 * evidence does not say.
 */
final class SizesSection {
  private static final String ONLINE = "online";

  private SizesSection() {}

  static List<Section> of(ReportEvidence evidence) {
    Map<String, TreeSet<String>> kinds = new LinkedHashMap<>();
    for (TrialRow row : evidence.trials()) {
      if (!row.kind().equals(ONLINE)) {
        kinds
            .computeIfAbsent(
                row.task() + "/" + row.kind(),
                kind ->
                    new TreeSet<>(
                        Comparator.comparingLong(SizesSection::transitions)
                            .thenComparing(Comparator.naturalOrder())))
            .add(row.size());
      }
    }
    Element grid = Element.of("div").styled("grid");
    kinds.forEach(
        (kind, sizes) -> {
          if (sizes.size() > 1) {
            grid.add(chart(evidence, kind, List.copyOf(sizes)).figure());
          }
        });
    return kinds.values().stream().noneMatch(sizes -> sizes.size() > 1)
        ? List.of()
        : Section.of(
            "sizes",
            "Score against dataset size",
            Section.explanation(
                "Interquartile mean with its interval; smaller datasets are parts of larger ones."),
            grid);
  }

  private static LineChart chart(ReportEvidence evidence, String kind, List<String> sizes) {
    List<Series> series = new ArrayList<>();
    List<LeaderboardRow> shown = new ArrayList<>();
    for (String variant : evidence.variants()) {
      List<Series.Point> points = new ArrayList<>();
      for (int i = 0; i < sizes.size(); i++) {
        Optional<LeaderboardRow> row =
            evidence.leaderboard().group(kind + "/" + sizes.get(i)).stream()
                .filter(one -> one.variant().equals(variant) && one.iqm().isPresent())
                .findFirst();
        if (row.isPresent()) {
          shown.add(row.get());
          points.add(point(i, sizes.get(i), row.get()));
        }
      }
      if (!points.isEmpty()) {
        series.add(new Series(variant, evidence.style(variant), points));
      }
    }
    return new LineChart(
        kind,
        "Score of " + series.size() + " variants at " + sizes.size() + " sizes of the dataset.",
        Axis.named("transitions", sizes),
        Scale.axis(shown),
        series);
  }

  private static Series.Point point(int x, String size, LeaderboardRow row) {
    double value = row.iqm().orElseThrow();
    return new Series.Point(
        x,
        value,
        row.iqmLow().orElse(value),
        row.iqmHigh().orElse(value),
        row.variant() + ", " + size + ": " + Cell.rounded(value, 1));
  }

  /** A table that somebody else wrote may have sizes that are none; they come last. */
  private static long transitions(String size) {
    try {
      return DatasetSize.parse(size).transitions();
    } catch (IllegalArgumentException e) {
      return Long.MAX_VALUE;
    }
  }
}
