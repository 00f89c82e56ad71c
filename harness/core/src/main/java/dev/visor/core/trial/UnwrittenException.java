package dev.visor.core.trial;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/**
 * The host could not write a file of a trial: the disk's fault, and not that of the algorithm,
 * whose last checkpoint is as good as before.
 */
final class UnwrittenException extends IOException {
  private UnwrittenException(Path file, IOException cause) {
    super(file.getFileName() + " could not be written: " + cause, cause);
  }

  /** What the host does to a file, and no plugin has a hand in. */
  @FunctionalInterface
  interface Step {
    void take() throws IOException;
  }

  /**
   * What a failure to write a file is to be told as: as this, but for a file that was closed on the
   * way, which is what happens to a plugin that interrupts the thread it is called on.
   */
  static IOException of(Path file, IOException cause) {
    return cause instanceof ClosedChannelException ? cause : new UnwrittenException(file, cause);
  }

  /** Takes a step of writing a file, and tells its failure as {@link #of} does. */
  static void unless(Path file, Step step) throws IOException {
    try {
      step.take();
    } catch (IOException e) {
      throw of(file, e);
    }
  }
}
