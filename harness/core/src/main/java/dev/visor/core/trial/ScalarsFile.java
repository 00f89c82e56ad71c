package dev.visor.core.trial;

import dev.visor.api.Scalars;
import dev.visor.core.evidence.ScalarsCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * What training reports on its way, as {@code scalars.csv}: {@code schema,update,name,value}. A
 * long training is cut into some {@value #POINTS} pieces, and of each name the first value in a
 * piece is kept, and that of the last update: what is told seldom is not lost, and two runs write
 * the same lines.
 *
 * <p>Where a training goes on is kept as a length of the file, not as an update: trainers differ in
 * whether the numbers of an update bear the count before it or after it.
 */
final class ScalarsFile implements Scalars, AutoCloseable {
  static final int POINTS = 500;
  private static final String HEADER = "schema,update,name,value\n";
  private static final int SCHEMA = 1;

  private final FileChannel channel;
  private final Writer writer;
  private final Path file;
  private final Map<String, Long> lastPiece = new HashMap<>();
  private long updates;
  private long every;

  private ScalarsFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.writer = Channels.newWriter(channel, StandardCharsets.UTF_8);
  }

  /** Opens a file. What is recorded before {@link #begin} is not kept. */
  static ScalarsFile open(Path file) throws IOException {
    try {
      return new ScalarsFile(
          file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw UnwrittenException.of(file, e);
    }
  }

  /**
   * Begins, or goes on.
   *
   * @param ofUpdates updates that the training has in all
   * @param length bytes of the file to keep, as {@link #length()} gave; 0 to begin
   */
  void begin(long ofUpdates, long length) throws IOException {
    if (channel.size() < length) {
      throw new IOException("scalars.csv is shorter than when the checkpoint was written");
    }
    channel.truncate(length);
    channel.position(length);
    updates = ofUpdates;
    every = Math.max(1, ofUpdates / POINTS);
    lastPiece.clear();
    if (length == 0) {
      writer.write(HEADER);
    } else {
      for (ScalarsCsv.ScalarRow row : ScalarsCsv.read(file)) {
        lastPiece.put(row.name(), row.update() / every);
      }
    }
  }

  @Override
  public void record(String name, long update, double value) {
    if (every == 0) {
      return;
    }
    String line = name.replaceAll("\\R", " ");
    Long before = lastPiece.put(line, update / every);
    if (before != null && before == update / every && update != updates) {
      return;
    }
    try {
      writer.write(SCHEMA + "," + update + "," + cell(line) + "," + value + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(UnwrittenException.of(file, e));
    }
  }

  /** Bytes written so far; they are on disk when this returns. */
  long length() throws IOException {
    UnwrittenException.unless(
        file,
        () -> {
          writer.flush();
          channel.force(false);
        });
    return channel.position();
  }

  @Override
  public void close() throws IOException {
    UnwrittenException.unless(file, writer::close);
  }

  /** A name comes from a plugin: it must neither break the line nor be a spreadsheet's formula. */
  private static String cell(String name) {
    String safe = !name.isEmpty() && "=+-@".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    return safe.matches("[A-Za-z0-9_./-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
