package dev.visor.core.report;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Each task by itself: a table of its datasets against the variants, then each cell in full. */
final class CellsSection {
  /** With more cells than these, the full tables are folded away. */
  private static final int OPEN = 4;

  private final ReportEvidence evidence;
  private final List<String> variants;

  private CellsSection(ReportEvidence evidence) {
    this.evidence = evidence;
    this.variants = evidence.variants();
  }

  static List<Section> of(ReportEvidence evidence) {
    return evidence.leaderboard().rows().isEmpty()
        ? List.of()
        : Section.of("cells", "By task", new CellsSection(evidence).content());
  }

  private Element[] content() {
    Map<String, Map<String, String>> tasks = new LinkedHashMap<>();
    for (TrialRow row : evidence.trials()) {
      tasks
          .computeIfAbsent(row.task(), task -> new LinkedHashMap<>())
          .put(row.group(), row.kind() + "/" + row.size());
    }
    Standings standings = new Standings(evidence);
    List<Element> content = new ArrayList<>();
    content.add(
        Section.explanation(
            "Mean over seeds ± their standard deviation; the best mean of each row is bold."));
    tasks.forEach(
        (task, cells) -> {
          content.add(Element.of("h3", task));
          content.add(matrix(task, cells));
          List<Element> full = new ArrayList<>();
          cells.forEach(
              (group, name) -> full.add(standings.table(task + " · " + name, rows(group))));
          if (evidence.leaderboard().groups().size() - 1 <= OPEN) {
            content.addAll(full);
          } else {
            content.add(
                Section.onDemand(
                    "Ranks and intervals of each dataset of " + task,
                    full.toArray(Element[]::new)));
          }
        });
    return content.toArray(Element[]::new);
  }

  private Element matrix(String task, Map<String, String> cells) {
    Table table =
        Table.of(
            "Mean of " + evidence.leaderboard().rows().get(0).metric() + " on " + task,
            Stream.concat(Stream.of("dataset / size|"), variants.stream()).toList());
    cells.forEach(
        (group, name) -> {
          List<LeaderboardRow> rows = rows(group);
          OptionalDouble best = best(rows);
          List<Cell> line = new ArrayList<>();
          line.add(Cell.head(name));
          for (String variant : variants) {
            Optional<LeaderboardRow> row =
                rows.stream().filter(one -> one.variant().equals(variant)).findFirst();
            line.add(row.map(one -> mean(one, best)).orElse(Cell.figure(Cell.NONE)));
          }
          table.row(line);
        });
    return table.element();
  }

  private static Cell mean(LeaderboardRow row, OptionalDouble best) {
    Cell cell = Standings.withSpread(row.mean(), row.sd());
    if (row.mean().isPresent() && row.mean().equals(best)) {
      cell.element().styled("best");
    }
    return cell;
  }

  private static OptionalDouble best(List<LeaderboardRow> rows) {
    DoubleStream means =
        rows.stream()
            .map(LeaderboardRow::mean)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble);
    return rows.get(0).higherIsBetter() ? means.max() : means.min();
  }

  /** A group of a single cell; where all is one cell, that is not told twice. */
  private List<LeaderboardRow> rows(String group) {
    List<LeaderboardRow> rows = evidence.leaderboard().group(group);
    return rows.isEmpty() ? evidence.leaderboard().group(Leaderboard.ALL) : rows;
  }
}
