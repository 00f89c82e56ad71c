package dev.visor.core.report.markup;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A cell of a table.
 *
 * @param element what is written
 */
public record Cell(Element element) {
  /** Stands where there is no value. */
  public static final String NONE = "–";

  /** The name of a row. */
  public static Cell head(String text) {
    return new Cell(Element.of("th", text).with("scope", "row").styled("text"));
  }

  /** A text. */
  public static Cell text(String text) {
    return new Cell(Element.of("td", text).styled("text"));
  }

  /** A text that stands where numbers do. */
  public static Cell figure(String text) {
    return new Cell(Element.of("td", text));
  }

  /** A whole number. */
  public static Cell count(long value) {
    return figure(Long.toString(value));
  }

  /** A number that is shown rounded; see {@link #number(double, int)}. */
  public static Cell rounded(OptionalDouble value, int decimals) {
    return value.isPresent() ? of(number(value.getAsDouble(), decimals)) : figure(NONE);
  }

  /** Anything. */
  public static Cell of(Element... content) {
    return new Cell(Element.of("td").add(content));
  }

  /**
   * A number that is shown rounded and holds its every digit, as they stand in the CSV files, for
   * whoever takes the page apart or points at it.
   *
   * @param value a finite one
   */
  public static Element number(double value, int decimals) {
    String exact = exact(value);
    return Element.of("data", rounded(value, decimals)).with("value", exact).with("title", exact);
  }

  /** As people read it. */
  public static String rounded(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    // A true minus is as wide as a plus, and a screen reader says it.
    return text.matches("-[0.]*") ? text.substring(1) : text.replace('-', '−');
  }

  /** The shortest digits that read back as the same number: those of the CSV files. */
  public static String exact(double value) {
    return NumberOutput.toString(value, true);
  }
}
