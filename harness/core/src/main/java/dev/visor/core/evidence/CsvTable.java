package dev.visor.core.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * The layout of one kind of CSV file: its columns in their order, how a row is written and how it
 * is read. UTF-8, line feeds, a point in numbers, and a first column {@code schema} that says which
 * version of the layout a row has.
 *
 * <p>What is written is read back as the same rows. Reading is strict: a column too many or too few
 * and a cell that is no number where one should be are errors with file and line.
 *
 * @param <T> a row
 */
public final class CsvTable<T> {
  private static final String SCHEMA = "schema";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator("\n")
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  private final String schema;
  private final List<String> names;
  private final List<Column<T>> columns;
  private final Function<CsvLine, T> reader;

  /** What the cells of a column are, which decides how they are guarded and what JSON they make. */
  private enum Kind {
    TEXT,
    WORD,
    /** Or true or false. */
    NUMBER
  }

  /** A column: its cells are not guarded yet; an empty number is none. */
  private record Column<T>(String name, Kind kind, Function<T, String> cell) {
    String guarded(T row) {
      String text = cell.apply(row);
      return kind == Kind.TEXT ? CsvText.guard(text) : text;
    }
  }

  private CsvTable(Builder<T> builder, Function<CsvLine, T> reader) {
    this.schema = builder.schema;
    this.columns = List.copyOf(builder.columns);
    this.names = columns.stream().map(Column::name).toList();
    this.reader = reader;
  }

  /** Begins a layout. */
  public static <T> Builder<T> schema(int version) {
    return new Builder<>(Integer.toString(version));
  }

  /** Names of the columns, in their order. */
  public List<String> columns() {
    return names;
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file, Collection<T> rows) throws IOException {
    AtomicFile.write(file, writer -> print(writer, rows));
  }

  /** The bytes of a file, as text. */
  public String text(Collection<T> rows) {
    StringWriter writer = new StringWriter();
    try {
      print(writer, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toString();
  }

  /** The rows as a JSON list of objects with the names of the columns; an empty cell is null. */
  public void writeJson(JsonGenerator out, Collection<T> rows) throws IOException {
    out.writeStartArray();
    for (T row : rows) {
      out.writeStartObject();
      for (Column<T> column : columns) {
        out.writeFieldName(column.name());
        String cell = column.cell().apply(row);
        if (column.kind() != Kind.NUMBER) {
          out.writeString(cell);
        } else if (cell.isEmpty()) {
          out.writeNull();
        } else {
          out.writeRawValue(cell);
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void print(Appendable out, Collection<T> rows) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(names);
    List<String> record = new ArrayList<>(names.size());
    for (T row : rows) {
      record.clear();
      columns.forEach(column -> record.add(column.guarded(row)));
      printer.printRecord(record);
    }
    printer.flush();
  }

  /**
   * Reads a file.
   *
   * @throws VisorException with exit code 6 if it is missing or is something else
   */
  public List<T> read(Path file) {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(in, file.toString());
    } catch (CharacterCodingException e) {
      throw damaged("the file is not in UTF-8", file.toString()).causedBy(e);
    } catch (IOException e) {
      throw damaged("the file cannot be read: " + e.getMessage(), file.toString()).causedBy(e);
    }
  }

  /**
   * Reads rows from anywhere.
   *
   * @param file what it is called in messages
   */
  List<T> read(Reader in, String file) throws IOException {
    long line = 1;
    try (CSVParser parser = CSVParser.builder().setReader(in).setFormat(FORMAT).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw damaged("the file is empty", file);
      }
      Map<String, Integer> header = header(records.next(), file + ":" + line);
      // Most texts of a table are there many times, and are kept once.
      Map<String, String> texts = new HashMap<>();
      List<T> rows = new ArrayList<>();
      // A record may span lines; it is told by its first.
      line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        String place = file + ":" + line;
        if (record.size() != header.size()) {
          throw damaged(
              "the line has "
                  + record.size()
                  + " cells, and there are "
                  + header.size()
                  + " columns",
              place);
        }
        rows.add(row(new CsvLine(header, record.toList(), texts, place), place));
        line = parser.getCurrentLineNumber() + 1;
      }
      return rows;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException coding) {
        throw coding;
      }
      throw damaged("the file is no CSV: " + e.getMessage(), file + ":" + line).causedBy(e);
    }
  }

  private Map<String, Integer> header(CSVRecord record, String place) {
    Map<String, Integer> header = new HashMap<>();
    for (String name : record) {
      if (!names.contains(name)) {
        String nearest =
            NearestName.of(name, names).map(n -> "; did you mean " + n + "?").orElse("");
        throw damaged("there is no column '" + name + "'" + nearest, place);
      }
      if (header.put(name, header.size()) != null) {
        throw damaged("column '" + name + "' is there twice", place);
      }
    }
    for (String name : names) {
      if (!header.containsKey(name)) {
        throw damaged("column '" + name + "' is missing", place);
      }
    }
    return header;
  }

  private T row(CsvLine line, String place) {
    String written = line.cell(SCHEMA);
    if (!written.equals(schema)) {
      throw damaged("the row has schema '" + written + "', and this Visor reads " + schema, place);
    }
    try {
      return reader.apply(line);
    } catch (IllegalArgumentException e) {
      throw damaged("the row cannot be: " + e.getMessage(), place).causedBy(e);
    }
  }

  static VisorException damaged(String what, String place) {
    return VisorException.integrity(
        what, place, "take the file as Visor wrote it, or have it written again by running again");
  }

  /**
   * Puts a layout together, column by column.
   *
   * @param <T> a row
   */
  public static final class Builder<T> {
    private final String schema;
    private final List<Column<T>> columns = new ArrayList<>();

    private Builder(String schema) {
      this.schema = schema;
      add(SCHEMA, Kind.NUMBER, row -> schema);
    }

    /** A text, guarded against being taken for a formula. */
    public Builder<T> text(String name, Function<T, String> value) {
      return add(name, Kind.TEXT, value);
    }

    /** A whole number. */
    public Builder<T> whole(String name, ToLongFunction<T> value) {
      return add(name, Kind.NUMBER, row -> Long.toString(value.applyAsLong(row)));
    }

    /** A number. */
    public Builder<T> number(String name, ToDoubleFunction<T> value) {
      return add(name, Kind.NUMBER, row -> CsvText.number(value.applyAsDouble(row)));
    }

    /** A number, or an empty cell. */
    public Builder<T> maybe(String name, Function<T, OptionalDouble> value) {
      return add(
          name,
          Kind.NUMBER,
          row -> {
            OptionalDouble number = value.apply(row);
            return number.isPresent() ? CsvText.number(number.getAsDouble()) : "";
          });
    }

    /** A whole number, or an empty cell. */
    public Builder<T> maybeWhole(String name, Function<T, OptionalInt> value) {
      return add(
          name,
          Kind.NUMBER,
          row -> {
            OptionalInt number = value.apply(row);
            return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
          });
    }

    /** One of an enumeration, in lower case. */
    public Builder<T> choice(String name, Function<T, Enum<?>> value) {
      return add(name, Kind.WORD, row -> value.apply(row).name().toLowerCase(Locale.ROOT));
    }

    /** {@code true} or {@code false}. */
    public Builder<T> flag(String name, Predicate<T> value) {
      return add(name, Kind.NUMBER, row -> Boolean.toString(value.test(row)));
    }

    /** The layout, with the way a row is made from a line. */
    public CsvTable<T> read(Function<CsvLine, T> reader) {
      return new CsvTable<>(this, reader);
    }

    private Builder<T> add(String name, Kind kind, Function<T, String> cell) {
      columns.add(new Column<>(name, kind, cell));
      return this;
    }
  }
}
