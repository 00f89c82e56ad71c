package dev.visor.core.dataset;

import dev.visor.api.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by whoever builds a dataset: one process, and in it one thread. The operating system lets go
 * of it when the process ends, however it ends. The file stays, empty: deleting it would let two
 * processes hold locks on two files of the same name.
 */
final class BuildLock implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final FileChannel file;

  private BuildLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Waits until nobody else holds the lock.
   *
   * @return empty if the wait was cancelled
   */
  static Optional<BuildLock> acquire(Path path, BuildProgress progress, Cancellation cancellation)
      throws IOException {
    Files.createDirectories(path.getParent());
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      held = tryLock(file);
      if (!held) {
        progress.waiting();
      }
      while (!held && !cancellation.requested()) {
        Thread.sleep(POLL_MILLIS);
        held = tryLock(file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!held) {
        file.close();
      }
    }
    return held ? Optional.of(new BuildLock(file)) : Optional.empty();
  }

  private static boolean tryLock(FileChannel file) throws IOException {
    try {
      @Nullable FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by another thread of this process
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
