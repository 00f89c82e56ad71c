package dev.visor.core.report.markup;

import java.util.Arrays;
import java.util.List;

/** A table with a caption, whose columns and rows say what they are heads of. */
public final class Table {
  private final Element caption;
  private final Element head = Element.of("thead");
  private final Element body = Element.of("tbody");

  private Table(String caption) {
    this.caption = Element.of("caption", caption);
  }

  /**
   * Begins a table.
   *
   * @param columns names; one that ends in {@code |} stands over texts, the others over numbers
   */
  public static Table of(String caption, String... columns) {
    return of(caption, Arrays.asList(columns));
  }

  /** Begins a table; see {@link #of(String, String...)}. */
  public static Table of(String caption, List<String> columns) {
    Table table = new Table(caption);
    Element row = Element.of("tr");
    for (String column : columns) {
      boolean text = column.endsWith("|");
      Element cell =
          Element.of("th", text ? column.substring(0, column.length() - 1) : column)
              .with("scope", "col");
      row.add(text ? cell.styled("text") : cell);
    }
    table.head.add(row);
    return table;
  }

  /** Adds a row, and returns this table. */
  public Table row(Cell... cells) {
    return row(Arrays.asList(cells));
  }

  /** Adds a row, and returns this table. */
  public Table row(List<Cell> cells) {
    body.add(Element.of("tr").add(cells.stream().map(Cell::element).toList()));
    return this;
  }

  /** The table in a box of its own, in which it scrolls where it is wider than the page. */
  public Element element() {
    // Whoever has no pointer scrolls with the keys, and for that the box must take the focus.
    return Element.of("div")
        .styled("table")
        .with("tabindex", "0")
        .add(Element.of("table").add(caption, head, body));
  }
}
