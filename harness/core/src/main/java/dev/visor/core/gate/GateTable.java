package dev.visor.core.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A report as people read it, whatever the format.
 *
 * @param headline the verdict and what led to it, a sentence a line
 * @param header names of the columns; empty where the two were not compared
 * @param lines a line of cells for each cell that was judged, and one for all of them
 * @param seen what could have been seen; empty where the two were not compared
 * @param remarks errors and notes
 */
record GateTable(
    List<String> headline,
    List<String> header,
    List<List<String>> lines,
    String seen,
    List<String> remarks) {
  private static final String NONE = "–";

  static GateTable of(GateReport report) {
    List<String> remarks = new ArrayList<>();
    report.errors().forEach(error -> remarks.add("Error: " + error));
    report.notes().forEach(note -> remarks.add("Note: " + note));
    if (report.verdict() == Verdict.NOT_COMPARABLE) {
      return new GateTable(
          headline(report),
          List.of("where", "what differs", "before", "now"),
          report.differences().stream()
              .map(
                  difference ->
                      List.of(
                          difference.where(),
                          difference.what(),
                          shortened(difference.before()),
                          shortened(difference.now())))
              .toList(),
          "",
          remarks);
    }
    List<List<String>> lines = new ArrayList<>();
    for (CellJudgement judged : report.cells()) {
      lines.add(
          List.of(
              judged.cell().toString(),
              number(judged.before()) + " (" + judged.seedsBefore() + ")",
              number(judged.now()) + " (" + judged.seedsNow() + ")",
              signed(judged.change()),
              p(judged.p()),
              detectable(judged.detectable()),
              words(judged)));
    }
    report
        .suite()
        .ifPresent(
            suite ->
                lines.add(
                    List.of(
                        "all " + suite.cells() + " that changed",
                        NONE,
                        NONE,
                        signed(OptionalDouble.of(suite.change())),
                        p(OptionalDouble.of(suite.p())),
                        detectable(OptionalDouble.of(suite.detectable())),
                        suite.worse() ? "worse" : "no worse")));
    return new GateTable(
        headline(report),
        List.of("cell", "before", "now", "change", "p", "sees", "finding"),
        lines,
        GateWords.seen(report),
        remarks);
  }

  private static List<String> headline(GateReport report) {
    return List.of(
        "Gate: " + report.verdict().words() + ". " + GateWords.because(report),
        report.run() + " against " + report.against() + ", by " + report.metric());
  }

  private static String words(CellJudgement judged) {
    return judged.finding().words()
        + (judged.reason().isEmpty() ? "" : ": " + judged.reason())
        + judged
            .waiver()
            .map(waiver -> " (waived until " + waiver.expires() + ": " + waiver.reason() + ")")
            .orElse("");
  }

  /** Twelve characters tell two hashes apart; a list of parameters is told whole. */
  private static String shortened(String value) {
    return value.matches("[0-9a-f]{64}") ? value.substring(0, 12) : value;
  }

  static String number(OptionalDouble value) {
    return value.isEmpty() ? NONE : String.format(Locale.ROOT, "%.1f", value.getAsDouble());
  }

  private static String signed(OptionalDouble value) {
    return value.isEmpty() ? NONE : String.format(Locale.ROOT, "%+.1f", value.getAsDouble());
  }

  private static String p(OptionalDouble value) {
    return value.isEmpty() ? NONE : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
  }

  private static String detectable(OptionalDouble value) {
    if (value.isEmpty()) {
      return NONE;
    }
    return Double.isInfinite(value.getAsDouble()) ? "nothing" : number(value);
  }
}
