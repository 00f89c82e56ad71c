package dev.visor.core.evidence;

import dev.visor.core.VisorException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One line of a CSV file, read by the names of its columns. */
public final class CsvLine {
  private final Map<String, Integer> header;
  private final List<String> cells;
  private final Map<String, String> texts;
  private final String place;

  /**
   * @param header the place of each column
   * @param texts one copy of every text that was read so far
   */
  CsvLine(
      Map<String, Integer> header, List<String> cells, Map<String, String> texts, String place) {
    this.header = header;
    this.cells = cells;
    this.texts = texts;
    this.place = place;
  }

  /** A text, without the guard that it may have been written with. */
  public String text(String column) {
    String text = CsvText.unguard(cell(column));
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  /** A whole number. */
  public long whole(String column) {
    String cell = cell(column);
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw wrong(column, cell, "a whole number").causedBy(e);
    }
  }

  /** A whole number that fits an {@code int}. */
  public int count(String column) {
    long value = whole(column);
    if (value != (int) value) {
      throw wrong(column, cell(column), "a whole number below 2147483648");
    }
    return (int) value;
  }

  /** A finite number. */
  public double number(String column) {
    return maybe(column).orElseThrow(() -> wrong(column, "", "a number"));
  }

  /** A finite number; none where the cell is empty. */
  public OptionalDouble maybe(String column) {
    String cell = cell(column);
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      throw wrong(column, cell, "a number").causedBy(e);
    }
    throw wrong(column, cell, "a finite number");
  }

  /** A whole number that fits an {@code int}; none where the cell is empty. */
  public OptionalInt maybeCount(String column) {
    return cell(column).isEmpty() ? OptionalInt.empty() : OptionalInt.of(count(column));
  }

  /** One of an enumeration, in lower case. */
  public <E extends Enum<E>> E choice(String column, Class<E> type) {
    String cell = cell(column);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(cell)) {
        return constant;
      }
    }
    throw wrong(
        column,
        cell,
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", "")));
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String column) {
    String cell = cell(column);
    if (!cell.equals("true") && !cell.equals("false")) {
      throw wrong(column, cell, "true or false");
    }
    return cell.equals("true");
  }

  String cell(String column) {
    Integer index = header.get(column);
    if (index == null) {
      throw new IllegalStateException("the layout has no column " + column);
    }
    return cells.get(index);
  }

  private VisorException wrong(String column, String cell, String wanted) {
    return CsvTable.damaged(
        "column '" + column + "' has '" + cell + "', which is not " + wanted, place);
  }
}
