package dev.visor.core.trial;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right to write a trial's working folder, held by the process that does so. The kernel takes
 * it back however that process ends. It matters in one moment alone: when a parent was killed and
 * its suite is started again before the children have noticed.
 */
final class TrialLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 20;

  private final FileChannel channel;

  private TrialLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for whoever holds it.
   *
   * @throws IOException if that does not end
   */
  static TrialLock take(Path file) throws IOException, InterruptedException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long begin = System.nanoTime();
    FileLock lock = channel.tryLock();
    while (lock == null) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        channel.close();
        throw new IOException("another process still writes " + file.toAbsolutePath().getParent());
      }
      Thread.sleep(POLL_MILLIS);
      lock = channel.tryLock();
    }
    return new TrialLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
