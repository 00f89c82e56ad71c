package dev.visor.core.run;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The right to write a run's folder. The kernel takes it back when the process ends, however it
 * ends, so that no stale file ever keeps anybody out.
 */
final class RunLock implements AutoCloseable {
  private static final String FILE = ".lock";

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the right, or refuses at once.
   *
   * @throws VisorException with exit code 2 if another process has it, naming it
   */
  static RunLock take(RunFolder folder) throws IOException {
    Files.createDirectories(folder.path());
    Path file = folder.path().resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw VisorException.usage(
          "process " + holder + " is running into this folder",
          folder.path().toString(),
          "wait for it, stop it, or name another folder with --out");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
    return new RunLock(folder.path(), channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Lets go; a folder into which nothing came is taken away again. */
  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.limit(2).toList();
    }
    Path lock = folder.resolve(FILE);
    if (files.equals(List.of(lock))) {
      Files.delete(lock);
      Files.delete(folder);
    }
    channel.close();
  }
}
