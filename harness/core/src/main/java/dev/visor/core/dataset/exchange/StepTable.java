package dev.visor.core.dataset.exchange;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of numbers under names, one row a step. Truth is written {@code 0}, {@code 1}, {@code
 * true} or {@code false}.
 *
 * @param place the file, for messages
 * @param columns the names, in order
 * @param rows the numbers
 */
record StepTable(Place place, List<String> columns, List<float[]> rows) {
  private static final long MOST_BYTES = 64L << 20;

  static StepTable read(Path file, int episode) {
    Place place = Place.of(file, episode);
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setTrim(true).setIgnoreEmptyLines(true).get();
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw place.fault("is longer than " + MOST_BYTES + " bytes", "split the recording");
      }
      try (Reader text = Files.newBufferedReader(file);
          CSVParser parser = format.parse(text)) {
        List<String> columns = parser.getHeaderNames();
        List<float[]> rows = new ArrayList<>();
        for (CSVRecord row : parser) {
          if (row.size() != columns.size()) {
            throw place.fault(
                "has %d values in line %d where its first line has %d names"
                    .formatted(row.size(), parser.getCurrentLineNumber(), columns.size()),
                "give every row a value for each column");
          }
          rows.add(numbers(place, columns, row, parser.getCurrentLineNumber()));
        }
        return new StepTable(place, columns, rows);
      }
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw place
          .fault("cannot be read as CSV: " + e.getMessage(), "write names in its first line")
          .causedBy(e);
    }
  }

  private static float[] numbers(Place place, List<String> columns, CSVRecord row, long line) {
    float[] values = new float[columns.size()];
    for (int i = 0; i < values.length; i++) {
      String text = row.get(i);
      try {
        values[i] =
            text.equalsIgnoreCase("true")
                ? 1
                : text.equalsIgnoreCase("false") ? 0 : Float.parseFloat(text);
      } catch (NumberFormatException e) {
        throw place
            .key(columns.get(i))
            .fault("holds '" + text + "' in line " + line, "write a number there")
            .causedBy(e);
      }
    }
    return values;
  }

  /** Where a column is; −1 if there is none of that name. */
  int column(String name) {
    return columns.indexOf(name);
  }

  /** Some columns, row after row. */
  float[] values(int... chosen) {
    float[] values = new float[rows.size() * chosen.length];
    int to = 0;
    for (float[] row : rows) {
      for (int column : chosen) {
        values[to++] = row[column];
      }
    }
    return values;
  }
}
