package dev.visor.core.report;

import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.report.chart.Axis;
import dev.visor.core.report.chart.IntervalBar;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The variants of one group from best to worst, as a table with a small bar for each interval. */
final class Standings {
  private final ReportEvidence evidence;

  Standings(ReportEvidence evidence) {
    this.evidence = evidence;
  }

  /** The table of a group. */
  Element table(String caption, List<LeaderboardRow> rows) {
    boolean one = rows.get(0).cells() == 1;
    String reference =
        rows.stream()
            .map(LeaderboardRow::reference)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    Axis scale = Scale.axis(rows);
    Table table =
        Table.of(
            caption,
            "rank",
            "variant|",
            "IQM",
            percent(rows.get(0).ciLevel()) + " interval",
            "on a common scale|",
            one ? "mean ± sd" : "mean",
            "median",
            "last evaluation",
            reference.isEmpty() ? "P(better)" : "P(> " + reference + ")",
            "trials ok",
            "coverage");
    for (LeaderboardRow row : rows) {
      table.row(
          Cell.figure(rank(row)),
          Cell.head(row.variant()),
          Cell.rounded(row.iqm(), 1),
          interval(row.iqmLow(), row.iqmHigh(), 1),
          new Cell(
              Element.of("td")
                  .styled("text")
                  .add(
                      IntervalBar.of(
                          scale,
                          row.iqm(),
                          row.iqmLow(),
                          row.iqmHigh(),
                          evidence.style(row.variant())))),
          withSpread(row.mean(), row.sd()),
          Cell.rounded(row.median(), 1),
          Cell.rounded(row.finalIqm(), 1),
          improvement(row),
          Cell.figure(row.trialsOk() + "/" + row.trialsExpected()),
          Cell.figure(percent(row.coverage())));
    }
    return table.element();
  }

  /** A mean with its standard deviation over seeds, where it has one. */
  static Cell withSpread(OptionalDouble mean, OptionalDouble spread) {
    if (mean.isEmpty()) {
      return Cell.figure(Cell.NONE);
    }
    Element cell = Element.of("td").add(Cell.number(mean.getAsDouble(), 1));
    if (spread.isPresent()) {
      cell.text(" ± ").add(Cell.number(spread.getAsDouble(), 1));
    }
    return new Cell(cell);
  }

  /** An interval, or a dash. */
  static Cell interval(OptionalDouble low, OptionalDouble high, int decimals) {
    return low.isEmpty() || high.isEmpty()
        ? Cell.figure(Cell.NONE)
        : new Cell(bracketed(Element.of("td"), low.getAsDouble(), high.getAsDouble(), decimals));
  }

  private static Cell improvement(LeaderboardRow row) {
    if (row.improvement().isEmpty()) {
      return Cell.figure(Cell.NONE);
    }
    Element cell = Element.of("td").add(Cell.number(row.improvement().getAsDouble(), 2));
    if (row.improvementLow().isPresent() && row.improvementHigh().isPresent()) {
      double low = row.improvementLow().getAsDouble();
      double high = row.improvementHigh().getAsDouble();
      bracketed(cell.text(" "), low, high, 2);
    }
    return new Cell(cell);
  }

  static Element bracketed(Element into, double low, double high, int decimals) {
    return into.text("[")
        .add(Cell.number(low, decimals))
        .text(", ")
        .add(Cell.number(high, decimals))
        .text("]");
  }

  /** A rank, or the ranks that the intervals allow. */
  private static String rank(LeaderboardRow row) {
    if (row.rank().isEmpty() || row.rankLow().isEmpty() || row.rankHigh().isEmpty()) {
      return Cell.NONE;
    }
    int low = row.rankLow().getAsInt();
    int high = row.rankHigh().getAsInt();
    return low == high ? Integer.toString(low) : low + "–" + high;
  }

  static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * share);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }
}
