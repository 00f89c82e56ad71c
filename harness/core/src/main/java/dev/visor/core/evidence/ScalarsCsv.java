package dev.visor.core.evidence;

import dev.visor.api.Scalars;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code scalars.csv}: what training reports on its way, written as it comes. A trial that goes on
 * from a checkpoint first drops the lines that came after it, so that the file ends with the same
 * bytes as if the trial had never stopped.
 *
 * <p>A value that is not finite stands as {@code NaN}, {@code Infinity} or {@code -Infinity}.
 */
public final class ScalarsCsv implements Scalars, Closeable {
  private static final String HEADER = "schema,update,name,value";
  private static final String SCHEMA = "1";

  private final BufferedWriter writer;

  private ScalarsCsv(BufferedWriter writer) {
    this.writer = writer;
  }

  /** A new file, in place of what was there. */
  public static ScalarsCsv create(Path file) throws IOException {
    BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    writer.write(HEADER + "\n");
    return new ScalarsCsv(writer);
  }

  /**
   * Goes on with a file.
   *
   * @param update the checkpoint's; later lines are dropped
   */
  public static ScalarsCsv resume(Path file, long update) throws IOException {
    if (!Files.exists(file)) {
      return create(file);
    }
    List<String> kept = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.equals(HEADER) || isUpTo(line, update)) {
        kept.add(line);
      }
    }
    AtomicFile.write(
        file,
        out -> {
          for (String line : kept) {
            out.write(line + "\n");
          }
        });
    return new ScalarsCsv(
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
  }

  /** Whether a line is whole and not later than an update; the last one may be torn. */
  private static boolean isUpTo(String line, long update) {
    String[] cells = line.split(",", 3);
    return cells.length == 3 && cells[0].equals(SCHEMA) && Long.parseLong(cells[1]) <= update;
  }

  @Override
  public void record(String name, long update, double value) {
    try {
      writer.write(SCHEMA + "," + update + "," + quoted(name) + ",");
      writer.write(Double.isFinite(value) ? CsvText.number(value) : Double.toString(value));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings everything to the file; call it before a checkpoint is written. */
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Always in quotes where it could be anything but one plain cell; never over two lines. */
  private static String quoted(String name) {
    String guarded = CsvText.guard(name).replaceAll("\\R", " ");
    return guarded.matches("[A-Za-z0-9_./-]+")
        ? guarded
        : "\"" + guarded.replace("\"", "\"\"") + "\"";
  }
}
