package dev.visor.core.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code scalars.csv}, in a trial's folder: what training reported on its way. */
public final class ScalarsCsv {
  private static final CsvTable<ScalarRow> ROWS =
      CsvTable.<ScalarRow>schema(1)
          .whole("update", ScalarRow::update)
          .text("name", ScalarRow::name)
          .text("value", row -> Double.toString(row.value()))
          .read(
              line ->
                  new ScalarRow(
                      line.whole("update"),
                      line.text("name"),
                      Double.parseDouble(line.text("value"))));

  private ScalarsCsv() {}

  /**
   * A line.
   *
   * @param update of training
   * @param value may be {@code NaN} or infinite
   */
  public record ScalarRow(long update, String name, double value) {}

  /**
   * All lines, in the order in which they were recorded.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if the file is damaged
   */
  public static List<ScalarRow> read(Path file) {
    return ROWS.read(file);
  }

  /** The last value of each name, of those whose last value is finite. */
  public static SortedMap<String, Double> last(Path file) {
    SortedMap<String, Double> last = new TreeMap<>();
    for (ScalarRow row : read(file)) {
      last.put(row.name(), row.value());
    }
    last.values().removeIf(value -> !Double.isFinite(value));
    return last;
  }
}
