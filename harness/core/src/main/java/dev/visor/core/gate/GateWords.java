package dev.visor.core.gate;

import java.util.List;
import java.util.Locale;

/** The sentences of a report. */
final class GateWords {
  private GateWords() {}

  /** Why the verdict is what it is. */
  static String because(GateReport report) {
    return switch (report.verdict()) {
      case IDENTICAL -> "Every trial repeats what there was, bit by bit.";
      case PASS -> "Nothing is worse than chance would make it.";
      case REGRESSION -> regression(report);
      case INCONCLUSIVE ->
          "The seeds are too few, or scatter too much, for a drop that must be seen;"
              + " run more seeds.";
      case NOT_COMPARABLE ->
          "The two ask different questions. Run the suite as it was, or publish new evidence.";
      case ALTERED -> "A table has values that its manifests do not give.";
    };
  }

  private static String regression(GateReport report) {
    List<CellJudgement> failing = report.cells().stream().filter(CellJudgement::fails).toList();
    if (failing.isEmpty()) {
      return "All cells together are lower, though none of them by itself.";
    }
    long failed = failing.stream().filter(cell -> cell.finding() == Finding.FAILED).count();
    long worse = failing.size() - failed;
    String words = worse == 0 ? "" : cells(worse) + (worse == 1 ? " is worse" : " are worse");
    String failure =
        failed == 0 ? "" : cells(failed) + (failed == 1 ? " has" : " have") + " failed trials";
    return words + (words.isEmpty() || failure.isEmpty() ? "" : ", ") + failure + ".";
  }

  private static String cells(long count) {
    return count == 1 ? "1 cell" : count + " cells";
  }

  /** What the gate could have seen: the power of a test that was silent. */
  static String seen(GateReport report) {
    double[] tested =
        report.cells().stream()
            .filter(cell -> cell.detectable().isPresent())
            .mapToDouble(cell -> cell.detectable().getAsDouble())
            .sorted()
            .toArray();
    if (tested.length == 0) {
      return "Any change would have been seen: no cell was left to statistics.";
    }
    double least = tested[0];
    double most = tested[tested.length - 1];
    String one =
        Double.isInfinite(least)
            ? "no drop of one cell, however large: the seeds are too few"
            : Double.isInfinite(most)
                ? "a drop of " + points(least) + " or more in some cells, and none in others"
                : "a drop of one cell by "
                    + points(least)
                    + (points(most).equals(points(least)) ? "" : " to " + points(most));
    String all =
        report
            .suite()
            .map(
                suite ->
                    Double.isInfinite(suite.detectable())
                        ? ""
                        : ", and of all by " + points(suite.detectable()))
            .orElse("");
    return "Would have been seen four times out of five: " + one + all + ".";
  }

  private static String points(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
