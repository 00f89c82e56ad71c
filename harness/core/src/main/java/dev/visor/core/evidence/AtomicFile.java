package dev.visor.core.evidence;

import dev.visor.core.FileTree;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a file so that a reader finds the old one or the new one, whole, whenever the power goes:
 * into a temporary file beside it, flushed to the disk, then renamed over it.
 */
public final class AtomicFile {
  /** How the name of a file ends that is not yet whole. */
  public static final String UNFINISHED = ".tmp";

  private AtomicFile() {}

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {
    /** Writes it, as UTF-8; the writer is not to be closed. */
    void writeTo(Writer writer) throws IOException;
  }

  /** Writes text as UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, writer -> writer.write(text));
  }

  /** Writes what the content writes; if that fails, the old file stays. */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + file.getFileName() + "." + unique() + UNFINISHED);
    try {
      // Unlike a file that the JDK makes for the time being, this one can be read by those who can
      // read what else is made here.
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = Channels.newOutputStream(channel);
        // An encoder of this kind writes '?' for half a surrogate pair and does not fail.
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        content.writeTo(writer);
        writer.flush();
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    FileTree.sync(folder);
  }

  /** A name that no other process or thread takes at the same time. */
  private static String unique() {
    return Stream.of(
            ProcessHandle.current().pid(), Thread.currentThread().getId(), System.nanoTime())
        .map(Long::toHexString)
        .collect(Collectors.joining("-"));
  }
}
