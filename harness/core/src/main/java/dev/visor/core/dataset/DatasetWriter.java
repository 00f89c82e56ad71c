package dev.visor.core.dataset;

import dev.visor.api.Episode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes episodes to the arrays of a dataset, in order. An episode counts once its row in {@code
 * checksum.npy} is written, which comes last: what is in the files after an interruption can be
 * checked against that row.
 */
final class DatasetWriter implements Closeable {
  private final Map<Field, NpyWriter> writers;
  private int episodes;
  private long transitions;

  private DatasetWriter(Map<Field, NpyWriter> writers, DatasetShape written) {
    this.writers = writers;
    this.episodes = written.episodes();
    this.transitions = written.transitions();
  }

  private interface Opening {
    NpyWriter open(Field field) throws IOException;
  }

  /** Begins the arrays in an empty folder. */
  static DatasetWriter create(Path folder, DatasetShape empty) throws IOException {
    return open(
        field -> NpyWriter.create(folder.resolve(field.file()), field.type(), field.row(empty)),
        empty);
  }

  /**
   * Goes on after the episodes that are already there, and cuts off whatever follows them.
   *
   * @throws MalformedNpyException if there is less
   */
  static DatasetWriter resume(Path folder, DatasetShape written) throws IOException {
    return open(
        field ->
            NpyWriter.resume(
                folder.resolve(field.file()),
                field.type(),
                field.rows(written),
                field.row(written)),
        written);
  }

  private static DatasetWriter open(Opening opening, DatasetShape written) throws IOException {
    Map<Field, NpyWriter> writers = new EnumMap<>(Field.class);
    DatasetWriter writer = new DatasetWriter(writers, written);
    try {
      for (Field field : Field.values()) {
        writers.put(field, opening.open(field));
      }
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  /** Episodes written so far. */
  int episodes() {
    return episodes;
  }

  /** Their transitions. */
  long transitions() {
    return transitions;
  }

  /** Appends an episode that keeps {@link EpisodeRules}. */
  void append(Episode episode) throws IOException {
    int steps = episode.length();
    byte[] terminated = new byte[steps];
    terminated[steps - 1] = (byte) (episode.terminated() ? 1 : 0);
    byte[] truncated = new byte[steps];
    truncated[steps - 1] = (byte) (episode.truncated() ? 1 : 0);
    writer(Field.IMAGE).append(steps + 1L, episode.images());
    writer(Field.PROPRIO).append(steps + 1L, episode.proprio());
    writer(Field.ACTION).append(steps, episode.actions());
    writer(Field.REWARD).append(steps, episode.rewards());
    writer(Field.TERMINATED).append(steps, terminated);
    writer(Field.TRUNCATED).append(steps, truncated);
    long[] checksums = new long[Field.data().size()];
    for (int i = 0; i < checksums.length; i++) {
      checksums[i] = writer(Field.data().get(i)).takeChecksum();
    }
    append(Field.EPISODE, EpisodeTable.row(episodes, transitions, steps));
    append(Field.CHECKSUM, checksums);
    episodes++;
    transitions += steps;
  }

  private void append(Field field, long[] row) throws IOException {
    writer(field).append(1, row);
    writer(field).takeChecksum();
  }

  /** Completes all headers and waits until the disk has everything. */
  void finish() throws IOException {
    for (NpyWriter writer : writers.values()) {
      writer.finish();
    }
  }

  /** Completes all headers and closes the files. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    for (NpyWriter writer : writers.values()) {
      try {
        writer.close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private NpyWriter writer(Field field) {
    return Objects.requireNonNull(writers.get(field), "every field has a writer");
  }
}
