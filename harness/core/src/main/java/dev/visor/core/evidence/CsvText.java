package dev.visor.core.evidence;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Single cells of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe
 * in front, and so does one that begins with an apostrophe, so that reading can take it away again.
 */
final class CsvText {
  private static final String GUARDED = "=+-@\t\r'";

  private CsvText() {}

  static String guard(String text) {
    return !text.isEmpty() && GUARDED.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  static String unguard(String cell) {
    return cell.startsWith("'") ? cell.substring(1) : cell;
  }

  /** The shortest digits that read back as the same number; the same on every Java. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " has no place in a table; leave the cell empty");
    }
    return NumberOutput.toString(value, true);
  }
}
