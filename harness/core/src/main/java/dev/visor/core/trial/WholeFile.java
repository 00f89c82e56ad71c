package dev.visor.core.trial;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file that is either whole or not there: beside its place, forced to disk, then moved in.
 * What fails of that is told from what the content itself throws; what was begun is taken away, for
 * a full disk has better use for the room.
 */
final class WholeFile {
  /** What goes into the file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** How the name of a file ends that is not yet whole. */
  static final String UNFINISHED = ".part";

  private WholeFile() {}

  /**
   * Writes a file.
   *
   * @throws UnwrittenException if the disk does not take it
   * @throws IOException that the content threw
   */
  static void write(Path file, Content content) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      fill(partial, file, content);
      UnwrittenException.unless(
          file, () -> Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE));
    } catch (IOException e) {
      discard(partial, e);
      throw e;
    }
  }

  private static void fill(Path partial, Path file, Content content) throws IOException {
    try (FileChannel channel = open(partial, file)) {
      OutputStream disk = new Disk(Channels.newOutputStream(channel), file);
      OutputStream out = new BufferedOutputStream(disk, 1 << 16);
      content.writeTo(new LeftOpen(out));
      out.flush();
      UnwrittenException.unless(file, () -> channel.force(true));
    }
  }

  private static FileChannel open(Path partial, Path file) throws IOException {
    try {
      return FileChannel.open(
          partial,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw UnwrittenException.of(file, e);
    }
  }

  private static void discard(Path partial, IOException why) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // A disk that cannot be written keeps it.
      why.addSuppressed(e);
    }
  }

  /** Tells what the disk refuses, from whatever a plugin throws while it writes. */
  private static final class Disk extends FilterOutputStream {
    private final Path file;

    Disk(OutputStream out, Path file) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      UnwrittenException.unless(file, () -> out.write(bytes, offset, length));
    }
  }

  /** A plugin that closes what it was given must not take the file from under the host. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
