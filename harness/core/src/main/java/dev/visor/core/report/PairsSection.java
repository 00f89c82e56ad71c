package dev.visor.core.report;

import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.PairwiseRow;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each variant against each other one, over all cells. */
final class PairsSection {
  private PairsSection() {}

  static List<Section> of(ReportEvidence evidence) {
    Map<List<String>, PairwiseRow> pairs = new LinkedHashMap<>();
    for (PairwiseRow row : evidence.leaderboard().pairs()) {
      if (row.group().equals(Leaderboard.ALL)) {
        pairs.put(List.of(row.first(), row.second()), row);
      }
    }
    if (pairs.isEmpty()) {
      return List.of();
    }
    List<String> variants = evidence.variants();
    Table table =
        Table.of(
            "Probability that the variant of the row does better than that of the column",
            Stream.concat(Stream.of("variant|"), variants.stream().map(name -> "> " + name))
                .toList());
    for (String first : variants) {
      List<Cell> line = new ArrayList<>();
      line.add(Cell.head(first));
      for (String second : variants) {
        PairwiseRow row = pairs.get(List.of(first, second));
        line.add(row == null ? Cell.figure(Cell.NONE) : cell(row));
      }
      table.row(line);
    }
    return Section.of(
        "pairs",
        "Probability of improvement",
        Section.explanation(
            "Over all cells that both have: how often a seed of the one beats a seed of the other,"
                + " with its interval. 0.5: neither more often, be it in every cell, or better in"
                + " some and worse in others."),
        table.element());
  }

  private static Cell cell(PairwiseRow row) {
    Element cell = Element.of("td").add(Cell.number(row.probability(), 2));
    if (row.low().isPresent() && row.high().isPresent()) {
      double low = row.low().getAsDouble();
      Standings.bracketed(cell.text(" "), low, row.high().getAsDouble(), 2);
    }
    return new Cell(cell);
  }
}
