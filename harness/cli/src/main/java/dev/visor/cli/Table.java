package dev.visor.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table of text in columns as wide as they need to be; numbers stand to the right. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final String[] header;

  Table(String... header) {
    this.header = header;
  }

  /** Adds a row with as many cells as the header. */
  Table row(Object... cells) {
    if (cells.length != header.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + header.length + " columns");
    }
    String[] row = new String[cells.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = String.valueOf(cells[i]);
    }
    rows.add(row);
    return this;
  }

  void print(PrintStream out) {
    int[] width = new int[header.length];
    boolean[] numeric = new boolean[header.length];
    for (int i = 0; i < header.length; i++) {
      width[i] = header[i].length();
      numeric[i] = !rows.isEmpty();
      for (String[] row : rows) {
        width[i] = Math.max(width[i], row[i].length());
        numeric[i] &= row[i].matches("-?[0-9.,]*[0-9]( ?[%a-zA-Zµ/]{1,4})?|–|");
      }
    }
    line(out, header, width, numeric);
    for (String[] row : rows) {
      line(out, row, width, numeric);
    }
  }

  /** The same for a page of Markdown. */
  void printMarkdown(PrintStream out) {
    markdownLine(out, header);
    out.println("|" + "---|".repeat(header.length));
    rows.forEach(row -> markdownLine(out, row));
  }

  private static void markdownLine(PrintStream out, String[] cells) {
    StringBuilder text = new StringBuilder("|");
    for (String cell : cells) {
      text.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    out.println(text);
  }

  private static void line(PrintStream out, String[] cells, int[] width, boolean[] right) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(width[i] - cells[i].length());
      text.append(right[i] ? padding + cells[i] : cells[i] + padding).append("  ");
    }
    out.println(text.toString().stripTrailing());
  }
}
