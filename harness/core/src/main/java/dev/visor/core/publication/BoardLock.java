package dev.visor.core.publication;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a leaderboard. A publication that began while another one was under way would
 * put back what it had read before, and the other's trials would be gone.
 *
 * <p>The folder itself is exchanged, so the lock is a file beside it, which goes when nobody needs
 * it: whoever got the lock of a file that has gone meanwhile takes that of the next one. The kernel
 * takes it back however the process ends.
 */
final class BoardLock implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  private final Path file;
  private final FileChannel channel;

  private BoardLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Waits for whoever holds it.
   *
   * @param patience how long
   * @throws VisorException with exit code 2 if that does not end
   */
  static BoardLock take(Path file, Duration patience) throws IOException {
    long begin = System.nanoTime();
    Optional<BoardLock> lock = tryTake(file);
    while (lock.isEmpty()) {
      if (System.nanoTime() - begin > patience.toNanos() || !slept()) {
        throw VisorException.usage(
            "another process publishes into this leaderboard",
            file.toString(),
            "wait for it, then publish again");
      }
      lock = tryTake(file);
    }
    return lock.get();
  }

  private static boolean slept() {
    try {
      Thread.sleep(POLL_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<BoardLock> tryTake(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      held = locked(channel) && isStill(file, channel);
    } finally {
      if (!held) {
        channel.close();
      }
    }
    return held ? Optional.of(new BoardLock(file, channel)) : Optional.empty();
  }

  /** Whether what was opened is there yet: what is written into one is read from the other. */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mark));
    try {
      return Arrays.equals(Files.readAllBytes(file), mark);
    } catch (NoSuchFileException goneMeanwhile) {
      return false;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
