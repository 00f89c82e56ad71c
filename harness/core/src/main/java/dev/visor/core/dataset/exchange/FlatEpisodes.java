package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * D4RL's flat HDF5 files, with pictures: row t holds picture t, the action taken at it and the
 * reward for that, {@code terminals} and mostly {@code timeouts}. Pictures are in {@code
 * observations}, or in {@code images}, {@code image} or {@code pixels}.
 *
 * <p>What the last action of an episode led to is only known where there are {@code
 * next_observations} of the same kind. Where there are none, that action and its reward are left
 * out, and an episode that the task had ended is cut one step before: it is truncated.
 */
final class FlatEpisodes {
  private static final List<String> PICTURES =
      List.of("images", "image", "pixels", "observations/pixels", "observations");
  private static final String ACTIONS = "actions";
  private static final String REWARDS = "rewards";
  private static final String TERMINALS = "terminals";
  private static final String TIMEOUTS = "timeouts";
  private static final String NEXT = "next_";

  private final ObservationSpec observation;
  private final Hdf5Rows rows;
  private final Keys keys;
  private final List<Span> spans;

  /**
   * What is where.
   *
   * @param next whether what the last action led to is there too
   */
  private record Keys(String pictures, List<String> proprio, boolean next) {}

  /** The rows of an episode. */
  private record Span(long row, int count, boolean terminal) {}

  private FlatEpisodes(ObservationSpec observation, Hdf5Rows rows, Keys keys, List<Span> spans) {
    this.observation = observation;
    this.rows = rows;
    this.keys = keys;
    this.spans = List.copyOf(spans);
  }

  /**
   * Looks through the files.
   *
   * @param decisions actions in an episode of the task, where the files do not say when time was up
   * @param sources opens the files
   */
  static ForeignEpisodes examine(
      Path path, ProprioKeys proprio, int decisions, Supplier<Hdf5Source> sources) {
    List<Path> files = FoundFiles.below(path, ".hdf5", ".h5");
    try (Hdf5Source source = sources.get()) {
      Hdf5Rows rows = new Hdf5Rows(files, ACTIONS, source);
      SortedSet<String> all = rows.keys();
      Keys keys = keys(rows, all, proprio, files.get(0));
      int values = keys.proprio.stream().mapToInt(rows::rowLength).sum();
      ObservationSpec observation = rows.pictureSize(keys.pictures, values, source);
      rows.rowLength(keys.pictures);
      rows.checkColumn(REWARDS);
      List<String> notes = new ArrayList<>();
      boolean timed = all.contains(TIMEOUTS);
      if (!timed) {
        notes.add(
            "there is no 'timeouts': an episode was taken to end after %d steps"
                .formatted(decisions));
      }
      if (!keys.next) {
        notes.add(
            "there is no '%s': the last action of each episode was left out, as nobody knows what"
                    .formatted(NEXT + keys.pictures)
                + " it led to");
      }
      List<Span> spans = spans(rows, timed, decisions, source);
      int least = keys.next ? 1 : 2;
      int found = spans.size();
      spans.removeIf(span -> span.count < least);
      if (spans.size() < found) {
        notes.add((found - spans.size()) + " episodes without a whole step were left out");
      }
      if (spans.isEmpty()) {
        throw rows.place(0, 0).fault("holds no episode of a whole step", "look at its terminals");
      }
      FlatEpisodes flat = new FlatEpisodes(observation, rows, keys, spans);
      return new Hdf5Episodes(
          new ForeignEpisodes.Contents(
              observation,
              rows.rowLength(ACTIONS),
              spans.size(),
              spans.stream().mapToInt(span -> span.count - least + 1).max().orElseThrow(),
              files,
              "row t holds the action taken at picture t and the reward for it",
              notes),
          flat::place,
          sources,
          flat::episode);
    }
  }

  private static Keys keys(Hdf5Rows rows, SortedSet<String> all, ProprioKeys proprio, Path path) {
    String pictures =
        PICTURES.stream()
            .filter(all::contains)
            .findFirst()
            .orElseThrow(
                () ->
                    VisorException.integrity(
                        "the files hold no pictures; they have " + all,
                        path.toString(),
                        "save pictures as uint8 under " + String.join(" or ", PICTURES)));
    List<String> state = proprio.among(all, path);
    boolean next =
        Stream.concat(Stream.of(pictures), state.stream())
            .allMatch(
                key ->
                    all.contains(NEXT + key) && rows.rowLength(NEXT + key) == rows.rowLength(key));
    return new Keys(pictures, state, next);
  }

  private static List<Span> spans(Hdf5Rows rows, boolean timed, int decisions, Hdf5Source source) {
    int count = rows.rows();
    rows.checkColumn(TERMINALS);
    if (timed) {
      rows.checkColumn(TIMEOUTS);
    }
    float[] terminals = rows.numbers(TERMINALS, 0, count, source);
    float[] timeouts = timed ? rows.numbers(TIMEOUTS, 0, count, source) : new float[count];
    List<Span> spans = new ArrayList<>();
    int begin = 0;
    for (int t = 0; t < count; t++) {
      boolean over = timed ? timeouts[t] != 0 : t + 1 - begin == decisions;
      if (terminals[t] != 0 || over || t == count - 1) {
        spans.add(new Span(begin, t + 1 - begin, terminals[t] != 0));
        begin = t + 1;
      }
    }
    return spans;
  }

  private Place place(int episode) {
    return rows.place(spans.get(episode).row, episode);
  }

  private Episode episode(int index, Hdf5Source source) {
    Span span = spans.get(index);
    byte[] images = rows.pictures(keys.pictures, observation, span.row, span.count, source);
    float[] proprio = Columns.joined(rows, keys.proprio, span.row, span.count, source);
    int steps = span.count - 1;
    if (keys.next) {
      long last = span.row + steps;
      List<String> nextKeys = keys.proprio.stream().map(NEXT::concat).toList();
      byte[] image = rows.pictures(NEXT + keys.pictures, observation, last, 1, source);
      float[] state = Columns.joined(rows, nextKeys, last, 1, source);
      images = Arrays.copyOf(images, images.length + image.length);
      System.arraycopy(image, 0, images, images.length - image.length, image.length);
      proprio = Arrays.copyOf(proprio, proprio.length + state.length);
      System.arraycopy(state, 0, proprio, proprio.length - state.length, state.length);
      steps++;
    }
    boolean terminated = keys.next && span.terminal;
    return new Episode(
        images,
        proprio,
        rows.numbers(ACTIONS, span.row, steps, source),
        rows.numbers(REWARDS, span.row, steps, source),
        terminated,
        !terminated);
  }
}
