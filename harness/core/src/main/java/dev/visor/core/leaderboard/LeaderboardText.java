package dev.visor.core.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A leaderboard for people: a table for each group, and the warnings. */
final class LeaderboardText {
  private static final String NONE = "–";

  private LeaderboardText() {}

  static String plain(Leaderboard leaderboard) {
    StringBuilder text = new StringBuilder();
    for (String group : groups(leaderboard)) {
      List<LeaderboardRow> rows = leaderboard.group(group);
      text.append(title(rows.get(0))).append('\n');
      List<List<String>> lines = lines(rows);
      int[] widths = widths(lines);
      lines.forEach(line -> text.append(aligned(line, widths)).append('\n'));
      text.append('\n');
    }
    leaderboard.warnings().forEach(warning -> text.append("Note: ").append(warning).append('\n'));
    return text.toString().stripTrailing() + "\n";
  }

  static String markdown(Leaderboard leaderboard) {
    StringBuilder text = new StringBuilder();
    for (String group : groups(leaderboard)) {
      List<LeaderboardRow> rows = leaderboard.group(group);
      text.append("**").append(title(rows.get(0))).append("**\n\n");
      List<List<String>> lines = lines(rows);
      text.append("| ").append(String.join(" | ", lines.get(0))).append(" |\n|");
      IntStream.range(0, lines.get(0).size())
          .forEach(column -> text.append(isText(column) ? " :-- |" : " --: |"));
      text.append('\n');
      lines
          .subList(1, lines.size())
          .forEach(line -> text.append("| ").append(String.join(" | ", line)).append(" |\n"));
      text.append('\n');
    }
    leaderboard.warnings().forEach(warning -> text.append("> ").append(warning).append("\n\n"));
    return text.toString().stripTrailing() + "\n";
  }

  /** A single group holds all cells, and is not told twice. */
  private static List<String> groups(Leaderboard leaderboard) {
    List<String> groups = leaderboard.groups();
    return groups.size() == 2 ? groups.subList(0, 1) : groups;
  }

  private static String title(LeaderboardRow any) {
    String cells = any.cells() == 1 ? "" : " · " + any.cells() + " cells";
    return any.group() + " · " + any.metric() + cells;
  }

  /** A header and a line for each row. */
  private static List<List<String>> lines(List<LeaderboardRow> rows) {
    LeaderboardRow any = rows.get(0);
    boolean oneCell = any.cells() == 1;
    String reference =
        rows.stream()
            .map(LeaderboardRow::reference)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "rank",
            "variant",
            "IQM",
            percent(any.ciLevel()) + " interval",
            oneCell ? "mean ± sd" : "mean",
            reference.isEmpty() ? "P(better)" : "P(> " + reference + ")",
            "trials"));
    for (LeaderboardRow row : rows) {
      lines.add(
          List.of(
              rank(row),
              row.variant(),
              number(row.iqm(), 1),
              row.iqmLow().isEmpty()
                  ? NONE
                  : "[" + number(row.iqmLow(), 1) + ", " + number(row.iqmHigh(), 1) + "]",
              number(row.mean(), 1) + (row.sd().isEmpty() ? "" : " ± " + number(row.sd(), 1)),
              number(row.improvement(), 2),
              row.trialsOk() + "/" + row.trialsExpected()));
    }
    return lines;
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

  private static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * level);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }

  private static String number(OptionalDouble value, int decimals) {
    return value.isEmpty()
        ? NONE
        : String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble());
  }

  private static int[] widths(List<List<String>> lines) {
    return IntStream.range(0, lines.get(0).size())
        .map(column -> lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
        .toArray();
  }

  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = line.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      text.append(column == 0 ? "" : "  ");
      text.append(isText(column) ? cell + padding : padding + cell);
    }
    return text.toString().stripTrailing();
  }

  /** The variant's name stands to the left, numbers to the right. */
  private static boolean isText(int column) {
    return column == 1;
  }
}
