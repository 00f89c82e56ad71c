package dev.visor.cli;

import dev.visor.core.VisorException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which remembers whether all of it arrived. A {@code PrintStream} tells nobody,
 * and half a table in a file on a full disk would pass for a whole one.
 */
final class Results extends FilterOutputStream {
  /** What the reader of a pipe does that has seen enough, as {@code head}. */
  private static final String CLOSED_PIPE = "Broken pipe";

  private @Nullable IOException failure;

  Results(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  private IOException remembered(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }

  /** Why not all of it arrived; empty if it did, or if the reader wanted no more. */
  Optional<VisorException> lost() {
    return Optional.ofNullable(failure)
        .filter(e -> !String.valueOf(e.getMessage()).contains(CLOSED_PIPE))
        .map(
            e ->
                VisorException.usage(
                        "the result could not be written: " + e.getMessage(),
                        "standard output",
                        "check the disk's free space, and run the command again")
                    .causedBy(e));
  }
}
