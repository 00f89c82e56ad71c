package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * V-D4RL's HDF5 files: shards of {@link ArrivalRows}, episode after episode. {@code observation}
 * holds pictures, colours first or last, or encoded as JPEG; {@code step_type} is 0 in an episode's
 * first row and 2 in its last; {@code action}, {@code reward} and {@code discount} are as in the
 * {@code .npz} files. An episode may begin in one shard and end in the next.
 */
final class ShardEpisodes implements ForeignEpisodes {
  private static final String PICTURES = "observation";
  private static final String STEP_TYPE = "step_type";
  private static final int FIRST = 0;
  private static final int LAST = 2;

  private final Contents contents;
  private final Hdf5Rows rows;
  private final List<Span> spans;
  private final List<String> proprioKeys;
  private final boolean discounts;
  private final EpisodeCheck check;

  /** The rows of an episode. */
  private record Span(long row, int count) {}

  private ShardEpisodes(
      Contents contents,
      Hdf5Rows rows,
      List<Span> spans,
      List<String> proprioKeys,
      boolean discounts) {
    this.contents = contents;
    this.rows = rows;
    this.spans = List.copyOf(spans);
    this.proprioKeys = proprioKeys;
    this.discounts = discounts;
    this.check = new EpisodeCheck(contents.observation(), contents.actionSize());
  }

  static ShardEpisodes examine(Path path, ProprioKeys proprio) {
    List<Path> files = FoundFiles.below(path, ".hdf5", ".h5");
    try (Hdf5Process process = Hdf5Process.start()) {
      Hdf5Rows rows = new Hdf5Rows(files, STEP_TYPE, process);
      SortedSet<String> keys = rows.keys();
      List<String> proprioKeys = proprio.among(keys, path);
      int values = proprioKeys.stream().mapToInt(rows::rowLength).sum();
      ObservationSpec observation = rows.pictureSize(PICTURES, values, process);
      rows.rowLength(PICTURES);
      rows.rowLength(NpzEpisodes.REWARD);
      List<Span> spans = spans(rows, process);
      return new ShardEpisodes(
          new Contents(
              observation,
              rows.rowLength(NpzEpisodes.ACTION),
              spans.size(),
              spans.stream().mapToInt(span -> span.count - 1).max().orElseThrow(),
              files,
              ArrivalRows.MEANING,
              List.of()),
          rows,
          spans,
          proprioKeys,
          keys.contains(NpzEpisodes.DISCOUNT));
    }
  }

  private static List<Span> spans(Hdf5Rows rows, Hdf5Process process) {
    List<Span> spans = new ArrayList<>();
    float[] types = rows.numbers(STEP_TYPE, 0, Math.toIntExact(rows.rows()), process);
    int begin = 0;
    for (int t = 0; t < types.length; t++) {
      boolean begins = types[t] == FIRST;
      if (begins != (t == begin)) {
        throw rows.place(t, spans.size())
            .key(STEP_TYPE)
            .fault(
                begins
                    ? "begins an episode before the last one has ended"
                    : "goes on where a new episode should begin",
                "see whether a shard is missing, and whether their names count them");
      }
      if (types[t] == LAST) {
        spans.add(new Span(begin, t + 1 - begin));
        begin = t + 1;
      }
    }
    if (begin < types.length || spans.isEmpty()) {
      throw rows.place(Math.max(0, types.length - 1), spans.size())
          .key(STEP_TYPE)
          .fault(
              "ends in the middle of an episode",
              "see whether the shard that comes next is missing");
    }
    return spans;
  }

  @Override
  public Contents contents() {
    return contents;
  }

  @Override
  public Place place(int episode) {
    return rows.place(spans.get(episode).row, episode);
  }

  @Override
  public Reader open() {
    Hdf5Process process = Hdf5Process.start();
    return new Reader() {
      @Override
      public Episode read(int index) {
        return episode(index, process);
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }

  private Episode episode(int index, Hdf5Process process) {
    Span span = spans.get(index);
    ArrivalRows arrivals =
        new ArrivalRows(
            rows.pictures(PICTURES, contents.observation(), span.row, span.count, process),
            Columns.joined(rows, proprioKeys, span.row, span.count, process),
            rows.numbers(NpzEpisodes.ACTION, span.row, span.count, process),
            rows.numbers(NpzEpisodes.REWARD, span.row, span.count, process));
    boolean terminated = false;
    if (discounts) {
      float[] discount = rows.numbers(NpzEpisodes.DISCOUNT, span.row, span.count, process);
      terminated = discount[span.count - 1] == 0;
    }
    return check.check(arrivals.episode(terminated, !terminated), place(index));
  }
}
