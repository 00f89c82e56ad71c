package dev.visor.plugin.random;

import dev.visor.api.OfflineTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A training of no updates. Its policy and its checkpoint are a mark that says whose they are. */
final class NothingToLearn implements OfflineTrainer {
  private static final byte[] MARK = "random policy 1\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * @throws IOException if a stream holds anything but what this class writes
   */
  static void checkMark(InputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(MARK.length + 1), MARK)) {
      throw new IOException("this is no policy of the algorithm 'random'");
    }
  }

  @Override
  public long updates() {
    return 0;
  }

  @Override
  public long done() {
    return 0;
  }

  @Override
  public void step() {
    throw new IllegalStateException("the algorithm 'random' has no updates");
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    out.write(MARK);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    out.write(MARK);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    checkMark(in);
  }

  @Override
  public void close() {}
}
