package dev.visor.core.leaderboard;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A leaderboard as tables of a paper; nothing but LaTeX itself is needed to set them. */
final class LeaderboardLatex {
  private LeaderboardLatex() {}

  static String of(Leaderboard leaderboard) {
    StringBuilder text = new StringBuilder();
    for (LeaderboardTable table : LeaderboardTable.of(leaderboard)) {
      String columns =
          IntStream.range(0, table.header().size())
              .mapToObj(column -> LeaderboardTable.isText(column) ? "l" : "r")
              .collect(Collectors.joining());
      text.append("\\begin{table}\n\\caption{")
          .append(escaped(table.title()))
          .append("}\n\\begin{tabular}{")
          .append(columns)
          .append("}\n\\hline\n")
          .append(line(table.header()))
          .append("\\hline\n");
      table.lines().forEach(line -> text.append(line(line)));
      text.append("\\hline\n\\end{tabular}\n\\end{table}\n\n");
    }
    leaderboard
        .warnings()
        .forEach(warning -> text.append("% ").append(warning.replace('\n', ' ')).append('\n'));
    return text.toString().stripTrailing() + "\n";
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(LeaderboardLatex::escaped)
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  /** What has a meaning to LaTeX, or is not in its oldest fonts, is written as a command. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c ->
                out.append(
                    switch (c) {
                      case '\\' -> "\\textbackslash{}";
                      case '~' -> "\\textasciitilde{}";
                      case '^' -> "\\textasciicircum{}";
                      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(c);
                      case '<' -> "$<$";
                      case '>' -> "$>$";
                      case '±' -> "$\\pm$";
                      case '·' -> "$\\cdot$";
                      case '–' -> "--";
                      // A bracket at the beginning of a line would be an argument of the break.
                      case '[' -> "{[}";
                      default -> Character.toString(c);
                    }));
    return out.toString();
  }
}
