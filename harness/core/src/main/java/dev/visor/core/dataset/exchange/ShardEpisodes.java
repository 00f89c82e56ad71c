package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * V-D4RL's HDF5 files: shards of {@link ArrivalRows}, episode after episode. {@code observation}
 * holds pictures, colours first or last, or encoded as JPEG; {@code step_type} is 0 in an episode's
 * first row and 2 in its last; {@code action}, {@code reward} and {@code discount} are as in the
 * {@code .npz} files. An episode may begin in one shard and end in the next.
 */
final class ShardEpisodes {
  private static final String PICTURES = "observation";
  private static final String STEP_TYPE = "step_type";
  private static final int FIRST = 0;
  private static final int LAST = 2;

  private final ObservationSpec observation;
  private final Hdf5Rows rows;
  private final List<Span> spans;
  private final List<String> proprioKeys;
  private final boolean discounts;

  /** The rows of an episode. */
  private record Span(long row, int count) {}

  private ShardEpisodes(
      ObservationSpec observation,
      Hdf5Rows rows,
      List<Span> spans,
      List<String> proprioKeys,
      boolean discounts) {
    this.observation = observation;
    this.rows = rows;
    this.spans = List.copyOf(spans);
    this.proprioKeys = proprioKeys;
    this.discounts = discounts;
  }

  /**
   * Looks through the files.
   *
   * @param sources opens the files
   */
  static ForeignEpisodes examine(Path path, ProprioKeys proprio, Supplier<Hdf5Source> sources) {
    List<Path> files = FoundFiles.below(path, ".hdf5", ".h5");
    try (Hdf5Source source = sources.get()) {
      Hdf5Rows rows = new Hdf5Rows(files, STEP_TYPE, source);
      SortedSet<String> keys = rows.keys();
      List<String> proprioKeys = proprio.among(keys, path);
      int values = proprioKeys.stream().mapToInt(rows::rowLength).sum();
      ObservationSpec observation = rows.pictureSize(PICTURES, values, source);
      rows.rowLength(PICTURES);
      rows.checkColumn(NpzEpisodes.REWARD);
      rows.checkColumn(STEP_TYPE);
      if (keys.contains(NpzEpisodes.DISCOUNT)) {
        rows.checkColumn(NpzEpisodes.DISCOUNT);
      }
      List<Span> spans = spans(rows, source);
      ShardEpisodes shards =
          new ShardEpisodes(
              observation, rows, spans, proprioKeys, keys.contains(NpzEpisodes.DISCOUNT));
      return new Hdf5Episodes(
          new ForeignEpisodes.Contents(
              observation,
              rows.rowLength(NpzEpisodes.ACTION),
              spans.size(),
              spans.stream().mapToInt(span -> span.count - 1).max().orElseThrow(),
              files,
              ArrivalRows.MEANING,
              List.of()),
          shards::place,
          sources,
          shards::episode);
    }
  }

  private static List<Span> spans(Hdf5Rows rows, Hdf5Source source) {
    List<Span> spans = new ArrayList<>();
    float[] types = rows.numbers(STEP_TYPE, 0, rows.rows(), source);
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
        if (t == begin) {
          throw rows.place(t, spans.size())
              .key(STEP_TYPE)
              .fault("ends an episode in its first row", "leave that row out: it is not a step");
        }
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

  private Place place(int episode) {
    return rows.place(spans.get(episode).row, episode);
  }

  private Episode episode(int index, Hdf5Source source) {
    Span span = spans.get(index);
    ArrivalRows arrivals =
        new ArrivalRows(
            rows.pictures(PICTURES, observation, span.row, span.count, source),
            Columns.joined(rows, proprioKeys, span.row, span.count, source),
            rows.numbers(NpzEpisodes.ACTION, span.row, span.count, source),
            rows.numbers(NpzEpisodes.REWARD, span.row, span.count, source));
    boolean terminated = false;
    if (discounts) {
      float[] discount = rows.numbers(NpzEpisodes.DISCOUNT, span.row, span.count, source);
      terminated = discount[span.count - 1] == 0;
    }
    return arrivals.episode(terminated, !terminated);
  }
}
