package dev.visor.core.gate;

import java.util.List;
import java.util.stream.IntStream;

/** A way to write a report down. */
public enum GateFormat {
  /** For a terminal. */
  TEXT,
  /** For a page of a pull request. */
  MARKDOWN,
  /** For machines. */
  JSON,
  /** JUnit's XML, which every continuous integration shows: a test for each cell. */
  JUNIT;

  /** A report in this format, ending in a line feed. */
  public String render(GateReport report) {
    return switch (this) {
      case TEXT -> text(GateTable.of(report));
      case MARKDOWN -> markdown(GateTable.of(report));
      case JSON -> GateJson.text(report);
      case JUNIT -> GateJunit.text(report);
    };
  }

  private static String text(GateTable table) {
    StringBuilder text = new StringBuilder();
    table.headline().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    int[] widths =
        IntStream.range(0, table.header().size())
            .map(
                column ->
                    table.lines().stream()
                        .mapToInt(line -> line.get(column).length())
                        .reduce(table.header().get(column).length(), Math::max))
            .toArray();
    aligned(text, table.header(), widths);
    table.lines().forEach(line -> aligned(text, line, widths));
    text.append('\n');
    if (!table.seen().isEmpty()) {
      text.append(table.seen()).append('\n');
    }
    table.remarks().forEach(remark -> text.append(remark).append('\n'));
    return text.toString().stripTrailing() + "\n";
  }

  /** Names to the left, numbers to the right, and the last column as long as it is. */
  private static void aligned(StringBuilder text, List<String> line, int[] widths) {
    StringBuilder row = new StringBuilder();
    boolean numbers = line.size() > 4;
    for (int column = 0; column < widths.length; column++) {
      String cell = line.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      boolean right = numbers && column > 0 && column < widths.length - 1;
      row.append(column == 0 ? "" : "  ").append(right ? padding + cell : cell + padding);
    }
    text.append(row.toString().stripTrailing()).append('\n');
  }

  private static String markdown(GateTable table) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(table.headline().get(0)).append("**\n\n");
    text.append(table.headline().get(1)).append("\n\n");
    row(text, table.header());
    row(text, table.header().stream().map(column -> ":--").toList());
    table.lines().forEach(line -> row(text, line));
    text.append('\n');
    if (!table.seen().isEmpty()) {
      text.append(table.seen()).append("\n\n");
    }
    table.remarks().forEach(remark -> text.append("> ").append(remark).append("\n\n"));
    return text.toString().stripTrailing() + "\n";
  }

  private static void row(StringBuilder text, List<String> cells) {
    cells.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(' '));
    text.append("|\n");
  }
}
