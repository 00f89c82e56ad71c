package dev.visor.core.leaderboard;

import java.util.List;
import java.util.stream.IntStream;

/** A leaderboard for a terminal and for a README: a table for each group, and the warnings. */
final class LeaderboardText {
  private LeaderboardText() {}

  static String plain(Leaderboard leaderboard) {
    StringBuilder text = new StringBuilder();
    for (LeaderboardTable table : LeaderboardTable.of(leaderboard)) {
      text.append(table.title()).append('\n');
      List<List<String>> lines = table.withHeader();
      int[] widths = widths(lines);
      lines.forEach(line -> text.append(aligned(line, widths)).append('\n'));
      text.append('\n');
    }
    leaderboard.warnings().forEach(warning -> text.append("Note: ").append(warning).append('\n'));
    return text.toString().stripTrailing() + "\n";
  }

  static String markdown(Leaderboard leaderboard) {
    StringBuilder text = new StringBuilder();
    for (LeaderboardTable table : LeaderboardTable.of(leaderboard)) {
      text.append("**").append(table.title()).append("**\n\n");
      text.append("| ").append(String.join(" | ", table.header())).append(" |\n|");
      IntStream.range(0, table.header().size())
          .forEach(column -> text.append(LeaderboardTable.isText(column) ? " :-- |" : " --: |"));
      text.append('\n');
      table
          .lines()
          .forEach(line -> text.append("| ").append(String.join(" | ", line)).append(" |\n"));
      text.append('\n');
    }
    leaderboard.warnings().forEach(warning -> text.append("> ").append(warning).append("\n\n"));
    return text.toString().stripTrailing() + "\n";
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
      text.append(LeaderboardTable.isText(column) ? cell + padding : padding + cell);
    }
    return text.toString().stripTrailing();
  }
}
