package dev.visor.core.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One group of a leaderboard as people read it, whatever the format: a title, and cells of text.
 *
 * @param title what it is about
 * @param header names of the columns
 * @param lines a line of cells for each variant, from best to worst
 */
record LeaderboardTable(String title, List<String> header, List<List<String>> lines) {
  /** Stands where there is no value. */
  static final String NONE = "–";

  /** The tables of all groups. A single group holds all cells, and is not told twice. */
  static List<LeaderboardTable> of(Leaderboard leaderboard) {
    List<String> groups = leaderboard.groups();
    return (groups.size() == 2 ? groups.subList(0, 1) : groups)
        .stream().map(group -> of(leaderboard.group(group))).toList();
  }

  /** The variant's name stands to the left, numbers to the right. */
  static boolean isText(int column) {
    return column == 1;
  }

  /** The header and then the lines. */
  List<List<String>> withHeader() {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(lines);
    return all;
  }

  private static LeaderboardTable of(List<LeaderboardRow> rows) {
    LeaderboardRow any = rows.get(0);
    String cells = any.cells() == 1 ? "" : " · " + any.cells() + " cells";
    String reference =
        rows.stream()
            .map(LeaderboardRow::reference)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    List<String> header =
        List.of(
            "rank",
            "variant",
            "IQM",
            percent(any.ciLevel()) + " interval",
            any.cells() == 1 ? "mean ± sd" : "mean",
            reference.isEmpty() ? "P(better)" : "P(> " + reference + ")",
            "trials");
    return new LeaderboardTable(
        any.group() + " · " + any.metric() + cells,
        header,
        rows.stream().map(LeaderboardTable::line).toList());
  }

  private static List<String> line(LeaderboardRow row) {
    return List.of(
        rank(row),
        row.variant(),
        number(row.iqm(), 1),
        row.iqmLow().isEmpty()
            ? NONE
            : "[" + number(row.iqmLow(), 1) + ", " + number(row.iqmHigh(), 1) + "]",
        number(row.mean(), 1) + (row.sd().isEmpty() ? "" : " ± " + number(row.sd(), 1)),
        number(row.improvement(), 2),
        row.trialsOk() + "/" + row.trialsExpected());
  }

  /** A rank, or the ranks that the intervals allow. */
  private static String rank(LeaderboardRow row) {
    if (row.rank().isEmpty()) {
      return NONE;
    }
    int low = row.rankLow().orElseThrow();
    int high = row.rankHigh().orElseThrow();
    return low == high ? Integer.toString(low) : low + "–" + high;
  }

  static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * level);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }

  static String number(OptionalDouble value, int decimals) {
    return value.isEmpty()
        ? NONE
        : String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble());
  }
}
