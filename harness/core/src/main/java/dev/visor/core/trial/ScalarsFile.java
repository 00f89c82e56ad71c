package dev.visor.core.trial;

import dev.visor.api.Scalars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What training reports on its way, as {@code scalars.csv}: {@code schema,update,name,value}. Long
 * trainings are thinned to about {@value #POINTS} updates, chosen by their number alone, so that
 * two runs write the same lines.
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
  private long updates;
  private long every;

  private ScalarsFile(FileChannel channel) {
    this.channel = channel;
    this.writer = Channels.newWriter(channel, StandardCharsets.UTF_8);
  }

  /** Opens a file. What is recorded before {@link #begin} is not kept. */
  static ScalarsFile open(Path file) throws IOException {
    return new ScalarsFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
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
    if (length == 0) {
      writer.write(HEADER);
    }
    updates = ofUpdates;
    every = Math.max(1, ofUpdates / POINTS);
  }

  @Override
  public void record(String name, long update, double value) {
    if (every == 0 || (update % every != 0 && update != updates)) {
      return;
    }
    try {
      writer.write(SCHEMA + "," + update + "," + cell(name) + "," + value + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes written so far; they are on disk when this returns. */
  long length() throws IOException {
    writer.flush();
    channel.force(false);
    return channel.position();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** A name comes from a plugin: it must neither break the line nor be a spreadsheet's formula. */
  private static String cell(String name) {
    String line = name.replaceAll("\\R", " ");
    String safe = !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    return safe.matches("[A-Za-z0-9_./-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
