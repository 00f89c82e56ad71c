package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.dataset.NpyHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A {@code .npz} file an episode, in {@link ArrivalRows}: V-D4RL's 64px folders, LOMPO's and
 * Dreamer's replay folders.
 *
 * <p>Files of one folder may have different keys: those that all of them have are used. The length
 * in a file's name is never believed: some writers count rows, others transitions. Used are {@code
 * image} (L, height, width, 3) of unsigned bytes, {@code action} (L, size), {@code reward} (L), and
 * where they are there {@code is_first}, {@code is_last}, {@code is_terminal} or {@code terminal},
 * {@code is_truncated} and {@code discount} (L); a discount of 0 in the last row says that the task
 * itself ended. Episodes that do not end so are truncated.
 */
final class NpzEpisodes implements ForeignEpisodes {
  static final String IMAGE = "image";
  static final String ACTION = "action";
  static final String REWARD = "reward";
  static final String DISCOUNT = "discount";
  static final String FIRST = "is_first";
  static final String LAST = "is_last";
  static final String TERMINAL = "is_terminal";
  static final String TRUNCATED = "is_truncated";

  private static final List<String> TERMINALS = List.of(TERMINAL, "terminal");

  private final Contents contents;
  private final SortedSet<String> keys;
  private final List<String> proprioKeys;
  private final EpisodeCheck check;

  private NpzEpisodes(Contents contents, SortedSet<String> keys, List<String> proprioKeys) {
    this.contents = contents;
    this.keys = keys;
    this.proprioKeys = proprioKeys;
    this.check = new EpisodeCheck(contents.observation(), contents.actionSize());
  }

  /**
   * Looks through all files: their keys, and the types and shapes of their arrays.
   *
   * @param proprio which keys are the state observation, in order
   */
  static NpzEpisodes examine(Path path, ProprioKeys proprio) {
    List<Path> files = FoundFiles.below(path, ".npz");
    SortedSet<String> common = new TreeSet<>();
    SortedSet<String> all = new TreeSet<>();
    for (int e = 0; e < files.size(); e++) {
      try (NpzFile file = NpzFile.open(Place.of(files.get(e), e))) {
        SortedSet<String> here = file.keys();
        if (e == 0) {
          common.addAll(here);
        }
        common.retainAll(here);
        all.addAll(here);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    List<String> proprioKeys = proprio.among(common, path);
    Survey survey = new Survey(proprioKeys);
    for (int e = 0; e < files.size(); e++) {
      survey.add(Place.of(files.get(e), e));
    }
    all.removeAll(common);
    if (!all.isEmpty()) {
      survey.notes.add("keys that only some of the files have were left out: " + all);
    }
    return new NpzEpisodes(survey.contents(files), common, proprioKeys);
  }

  /** Compares what one file after the other holds. */
  private static final class Survey {
    private final List<String> proprioKeys;
    private final List<String> notes = new ArrayList<>();
    private Optional<ObservationSpec> observation = Optional.empty();
    private int actionSize;
    private int longest;
    private int movedAtReset;

    Survey(List<String> proprioKeys) {
      this.proprioKeys = proprioKeys;
    }

    void add(Place place) {
      try (NpzFile file = NpzFile.open(place)) {
        Shapes shapes = new Shapes(place, file);
        ObservationSpec found = shapes.observation(proprioKeys);
        if (observation.isPresent() && !observation.get().equals(found)) {
          throw place.fault(
              "holds observations of " + found + ", the files before it " + observation.get(),
              "import files of different sizes as datasets of their own");
        }
        if (observation.isPresent() && shapes.rowLength(ACTION) != actionSize) {
          throw place
              .key(ACTION)
              .fault(
                  "holds actions of %d values, the files before it %d"
                      .formatted(shapes.rowLength(ACTION), actionSize),
                  "import the episodes of one task at a time");
        }
        observation = Optional.of(found);
        actionSize = shapes.rowLength(ACTION);
        longest = Math.max(longest, shapes.rows() - 1);
        float[] actions = file.numbers(ACTION);
        for (int i = 0; i < actionSize; i++) {
          if (actions[i] != 0) {
            movedAtReset++;
            break;
          }
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    Contents contents(List<Path> files) {
      if (movedAtReset > 0) {
        notes.add(
            "row 0 of %d files holds an action that is not zero; it was dropped, as nothing leads to"
                    .formatted(movedAtReset)
                + " the first picture. Should these rows hold the actions taken in them instead, do"
                + " not use this dataset");
      }
      return new Contents(
          observation.orElseThrow(),
          actionSize,
          files.size(),
          longest,
          files,
          ArrivalRows.MEANING,
          notes);
    }
  }

  /** Checks the shapes of a file's arrays against one another. */
  private record Shapes(Place place, NpzFile file) {
    ObservationSpec observation(List<String> proprioKeys) {
      List<Long> image = file.header(IMAGE).shape();
      if (image.size() != 4
          || image.get(3) != ObservationSpec.CHANNELS
          || image.get(1) < 1
          || image.get(2) < 1) {
        throw place
            .key(IMAGE)
            .fault(
                "has the shape " + image + " where (rows, height, width, 3) belongs",
                "save the pictures with their colours last");
      }
      if (image.get(0) < 2) {
        throw place
            .key(IMAGE)
            .fault("has " + image.get(0) + " rows: not a single step", "leave this file out");
      }
      int proprio = proprioKeys.stream().mapToInt(this::rowLength).sum();
      return new ObservationSpec(
          Math.toIntExact(image.get(1)), Math.toIntExact(image.get(2)), proprio);
    }

    int rows() {
      return Math.toIntExact(file.header(IMAGE).rows());
    }

    /** Values in a row of an array of one or two dimensions, which must have a row a picture. */
    int rowLength(String key) {
      NpyHeader header = file.header(key);
      if (header.rows() != rows()) {
        throw place
            .key(key)
            .fault(
                "has %d rows where '%s' has %d".formatted(header.rows(), IMAGE, rows()),
                "get the file again, or leave it out: its episode is not whole");
      }
      long length = header.rowElements();
      if (header.shape().size() > 2 || length < 1 || length > 1 << 16) {
        throw place
            .key(key)
            .fault(
                "has the shape " + header.shape() + " where (rows, values) belongs",
                "save it as one row of numbers a picture");
      }
      return (int) length;
    }
  }

  @Override
  public Contents contents() {
    return contents;
  }

  @Override
  public Place place(int episode) {
    return Place.of(contents.files().get(episode), episode);
  }

  @Override
  public Reader open() {
    return this::read;
  }

  private Episode read(int index) {
    Place place = place(index);
    try (NpzFile file = NpzFile.open(place)) {
      Shapes shapes = new Shapes(place, file);
      int rows = shapes.rows();
      if (shapes.observation(proprioKeys).equals(contents.observation())
          && shapes.rowLength(ACTION) == contents.actionSize()) {
        ArrivalRows arrivals =
            new ArrivalRows(
                file.bytes(IMAGE),
                proprio(shapes, rows),
                file.numbers(ACTION),
                column(shapes, REWARD));
        Ends ends = new Ends(place, shapes, rows);
        ends.checkOne();
        boolean terminated = ends.terminated();
        boolean truncated = !terminated || ends.flag(TRUNCATED)[rows - 1] != 0;
        return check.check(arrivals.episode(terminated, truncated), place);
      }
      throw place.fault("was changed while it was imported", "import again");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private float[] proprio(Shapes shapes, int rows) {
    int width = contents.observation().proprio();
    float[] proprio = new float[rows * width];
    int column = 0;
    for (String key : proprioKeys) {
      int length = shapes.rowLength(key);
      float[] values = shapes.file.numbers(key);
      for (int t = 0; t < rows; t++) {
        System.arraycopy(values, t * length, proprio, t * width + column, length);
      }
      column += length;
    }
    return proprio;
  }

  private static float[] column(Shapes shapes, String key) {
    int length = shapes.rowLength(key);
    if (length != 1) {
      throw shapes
          .place
          .key(key)
          .fault("has " + length + " values a row where one belongs", "save one number a row");
    }
    return shapes.file.numbers(key);
  }

  /** What an episode's flags say of where it begins and how it ends. */
  private final class Ends {
    private final Place place;
    private final Shapes shapes;
    private final int rows;

    Ends(Place place, Shapes shapes, int rows) {
      this.place = place;
      this.shapes = shapes;
      this.rows = rows;
    }

    /** A flag a row; none is set where the files lack the key. */
    float[] flag(String key) {
      return keys.contains(key) ? column(shapes, key) : new float[rows];
    }

    /** The rows are one episode: no other begins or ends among them. */
    void checkOne() {
      float[] first = flag(FIRST);
      for (int t = 1; t < rows; t++) {
        if (first[t] != 0) {
          throw place
              .key(FIRST)
              .fault(
                  "begins another episode at row " + t + " of " + rows,
                  "save one episode a file: steps across a reset are none");
        }
      }
      refuseEarly(LAST, flag(LAST));
    }

    boolean terminated() {
      for (String key : TERMINALS) {
        if (keys.contains(key)) {
          float[] terminal = flag(key);
          refuseEarly(key, terminal);
          return terminal[rows - 1] != 0;
        }
      }
      if (keys.contains(DISCOUNT)) {
        float[] discount = flag(DISCOUNT);
        for (int t = 0; t < rows - 1; t++) {
          if (discount[t] == 0) {
            throw early(DISCOUNT, t);
          }
        }
        return discount[rows - 1] == 0;
      }
      return false;
    }

    private void refuseEarly(String key, float[] flags) {
      for (int t = 0; t < rows - 1; t++) {
        if (flags[t] != 0) {
          throw early(key, t);
        }
      }
    }

    private RuntimeException early(String key, int row) {
      return place
          .key(key)
          .fault(
              "ends the episode at row " + row + " of " + rows,
              "save one episode a file, and its end in the last row");
    }
  }
}
