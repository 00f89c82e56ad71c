package dev.visor.core.report;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import java.util.ArrayList;
import java.util.List;

/** What is missing, and why: a trial that is not ok is never a score. */
final class FailuresSection {
  private FailuresSection() {}

  static List<Section> of(ReportEvidence evidence) {
    List<TrialRow> failed =
        evidence.trialsOnce().stream().filter(row -> row.status() != TrialStatus.OK).toList();
    List<TrialRow> unmeasured =
        evidence.trials().stream()
            .filter(row -> row.status() == TrialStatus.OK && !row.reason().isEmpty())
            .toList();
    List<Element> content = new ArrayList<>();
    if (failed.isEmpty() && unmeasured.isEmpty()) {
      content.add(Element.of("p", "Every trial that was run is ok."));
    }
    if (!failed.isEmpty()) {
      Table table = Table.of("Trials that are not ok", "trial|", "status|", "reason|");
      failed.forEach(
          row ->
              table.row(
                  Cell.head(row.trial()), Cell.text(row.status().id()), wrapped(row.reason())));
      content.add(table.element());
    }
    if (!unmeasured.isEmpty()) {
      Table table = Table.of("Metrics without a value", "trial|", "metric|", "reason|");
      unmeasured.forEach(
          row -> table.row(Cell.head(row.trial()), Cell.text(row.metric()), wrapped(row.reason())));
      content.add(table.element());
    }
    long missing =
        evidence.leaderboard().group(Leaderboard.ALL).stream()
                .mapToInt(LeaderboardRow::trialsExpected)
                .sum()
            - evidence.trialsOnce().size();
    if (missing > 0) {
      content.add(
          Element.of("p", Report.counted(missing, "trial") + " of the suite left no evidence."));
    }
    return List.of(new Section("failures", "Failures", content));
  }

  private static Cell wrapped(String reason) {
    return new Cell(Element.of("td", reason).styled("text wrapped"));
  }
}
