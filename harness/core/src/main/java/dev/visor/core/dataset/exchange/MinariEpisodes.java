package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Minari's datasets in HDF5: {@code data/main_data.hdf5} has a group {@code episode_0} and so on,
 * and in each {@code observations} of T + 1 rows, {@code actions}, {@code rewards}, {@code
 * terminations} and {@code truncations} of T rows. {@code observations} is an array of pictures or
 * a group of arrays of which one is pictures.
 *
 * <p>Its episodes are Visor's: nothing is moved by a row.
 */
final class MinariEpisodes {
  static final String FILE = "main_data.hdf5";
  static final String GROUP = "episode_";
  static final String OBSERVATIONS = "observations";
  static final String ACTIONS = "actions";
  static final String REWARDS = "rewards";
  static final String TERMINATIONS = "terminations";
  static final String TRUNCATIONS = "truncations";

  /** What Gymnasium calls a rendered picture among other observations, and those. */
  static final String PIXELS = "pixels";

  static final String STATE = "state";

  private static final List<String> PICTURES = List.of(PIXELS, "image", "images", "rgb");
  private static final Pattern EPISODE = Pattern.compile(GROUP + "([0-9]{1,7})/(.+)");

  private final Path file;
  private final List<SortedMap<String, Hdf5Source.Stored>> episodes;
  private final ObservationSpec observation;
  private final String pictures;
  private final List<String> proprio;
  private final int actionSize;

  private MinariEpisodes(
      Path file,
      List<SortedMap<String, Hdf5Source.Stored>> episodes,
      ProprioKeys proprio,
      Hdf5Source source) {
    this.file = file;
    this.episodes = episodes;
    SortedSet<String> keys = observationKeys();
    this.pictures = pictureKey(keys);
    this.proprio =
        keys.contains(OBSERVATIONS)
            ? List.of()
            : proprio.among(withoutGroup(keys), file).stream()
                .map(key -> OBSERVATIONS + "/" + key)
                .toList();
    int values = this.proprio.stream().mapToInt(key -> rowLength(0, key, steps(0) + 1)).sum();
    this.observation = pictures(0).size(values, source);
    this.actionSize = rowLength(0, ACTIONS, steps(0));
    for (int e = 0; e < episodes.size(); e++) {
      checkShapes(e);
    }
  }

  /**
   * Looks through a dataset.
   *
   * @param path its folder, the folder {@code data} in it, or the file
   * @param proprio which observations are the state observation
   * @param sources opens the file
   */
  static ForeignEpisodes examine(Path path, ProprioKeys proprio, Supplier<Hdf5Source> sources) {
    List<String> notes = new ArrayList<>();
    Path file = file(path);
    Path beside = file.resolveSibling(MinariMetadata.FILE);
    Optional<MinariMetadata> metadata =
        Files.exists(beside) ? Optional.of(MinariMetadata.read(beside)) : Optional.empty();
    if (metadata.isEmpty()) {
      notes.add("there is no metadata.json, so nothing says whether episodes are missing");
    }
    try (Hdf5Source source = sources.get()) {
      List<SortedMap<String, Hdf5Source.Stored>> episodes =
          grouped(source.list(Place.of(file)), file);
      metadata.ifPresent(said -> compare(said, episodes.size(), file, notes));
      MinariEpisodes minari = new MinariEpisodes(file, episodes, proprio, source);
      if (minari.pictures(0).isEncoded()) {
        notes.add(
            "the pictures are kept as JPEG: what that lost is lost, and another decoder may differ"
                + " by one in a byte");
      }
      return new Hdf5Episodes(
          new ForeignEpisodes.Contents(
              minari.observation,
              minari.actionSize,
              episodes.size(),
              episodes.stream().mapToInt(MinariEpisodes::steps).max().orElseThrow(),
              List.of(file),
              "row t holds the action taken at picture t and the reward for it, and there is one"
                  + " picture more",
              notes),
          minari::place,
          sources,
          minari::episode);
    }
  }

  private static Path file(Path path) {
    List<Path> found = FoundFiles.below(path, FILE, MinariMetadata.FILE);
    List<Path> data = found.stream().filter(file -> file.endsWith(FILE)).toList();
    if (data.isEmpty()) {
      String format = MinariMetadata.read(found.get(0)).format().orElse("no format it names");
      throw VisorException.usage(
          "the dataset is kept as " + format + ", and only hdf5 is read",
          found.get(0).toString(),
          "load it with Minari and write it again with data_format=\"hdf5\"");
    }
    if (data.size() > 1) {
      throw VisorException.usage(
          "there are " + data.size() + " datasets below the path",
          path.toString(),
          "name one of them, such as " + data.get(0).getParent());
    }
    return data.get(0);
  }

  /** The arrays of each episode, by their names within it. */
  private static List<SortedMap<String, Hdf5Source.Stored>> grouped(
      SortedMap<String, Hdf5Source.Stored> arrays, Path file) {
    SortedMap<Integer, SortedMap<String, Hdf5Source.Stored>> groups = new TreeMap<>();
    for (Map.Entry<String, Hdf5Source.Stored> array : arrays.entrySet()) {
      Matcher name = EPISODE.matcher(array.getKey());
      if (name.matches()) {
        groups
            .computeIfAbsent(Integer.parseInt(name.group(1)), key -> new TreeMap<>())
            .put(name.group(2), array.getValue());
      }
    }
    if (groups.isEmpty()) {
      throw Place.of(file)
          .fault("holds no group episode_0", "name a dataset of Minari's, or another --format");
    }
    for (int e = 0; e < groups.size(); e++) {
      if (!groups.containsKey(e)) {
        throw Place.of(file, e)
            .fault("holds no group " + GROUP + e, "get the file again: an episode is missing");
      }
    }
    return List.copyOf(groups.values());
  }

  private static void compare(
      MinariMetadata metadata, int episodes, Path file, List<String> notes) {
    metadata
        .format()
        .filter(format -> !format.equals(MinariMetadata.HDF5))
        .ifPresent(format -> notes.add("metadata.json speaks of " + format + ", not of hdf5"));
    metadata
        .episodes()
        .ifPresent(
            told -> {
              if (told != episodes) {
                throw Place.of(file)
                    .fault(
                        "holds %,d episodes where metadata.json says %,d".formatted(episodes, told),
                        "get both files again: they are not of one dataset, or one was cut off");
              }
            });
    List<Double> bounds = metadata.actionBounds();
    if (!bounds.isEmpty() && !bounds.equals(List.of(-1.0, 1.0))) {
      notes.add(
          "the action space is from %s to %s: the actions were taken as they are, and mean what"
                  .formatted(bounds.get(0), bounds.get(1))
              + " the task means only if its actuators take them so");
    }
  }

  private SortedSet<String> observationKeys() {
    SortedSet<String> keys = new TreeSet<>(episodes.get(0).keySet());
    episodes.forEach(episode -> keys.retainAll(episode.keySet()));
    keys.removeIf(key -> !key.equals(OBSERVATIONS) && !key.startsWith(OBSERVATIONS + "/"));
    return keys;
  }

  private static SortedSet<String> withoutGroup(SortedSet<String> keys) {
    SortedSet<String> names = new TreeSet<>();
    keys.forEach(key -> names.add(key.substring(OBSERVATIONS.length() + 1)));
    return names;
  }

  private String pictureKey(SortedSet<String> keys) {
    List<String> found = keys.stream().filter(key -> pictures(0, key).isLikely()).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    return PICTURES.stream()
        .map(name -> OBSERVATIONS + "/" + name)
        .filter(found::contains)
        .findFirst()
        .orElseThrow(
            () ->
                place(0)
                    .fault(
                        found.isEmpty()
                            ? "has no pictures among its observations " + keys
                            : "has several arrays of pictures: " + found,
                        "save the pictures as uint8 (rows, height, width, 3), under observations"
                            + " or observations/pixels"));
  }

  private void checkShapes(int e) {
    int steps = steps(e);
    Place place = place(e);
    if (steps < 1) {
      throw place.key(REWARDS).fault("has not a single step", "leave this episode out");
    }
    for (String key : List.of(REWARDS, TERMINATIONS, TRUNCATIONS)) {
      if (rowLength(e, key, steps) != 1) {
        throw place
            .key(path(e, key))
            .fault("has the shape " + stored(e, key).shape(), "save one value a step");
      }
    }
    int actions = rowLength(e, ACTIONS, steps);
    if (actions != actionSize) {
      throw place
          .key(path(e, ACTIONS))
          .fault(
              "holds actions of %d values, the episodes before %d".formatted(actions, actionSize),
              "import the episodes of one task at a time");
    }
    int values = proprio.stream().mapToInt(key -> rowLength(e, key, steps + 1)).sum();
    long rows = stored(e, pictures).rows();
    if (values != observation.proprio() || rows != steps + 1L) {
      throw place
          .key(path(e, pictures))
          .fault(
              "has %,d rows beside %,d rewards; and %d state values beside a picture"
                  .formatted(rows, steps, values),
              "record one observation more than actions, and the same ones in all episodes");
    }
  }

  /** Values in a row of an array that must have so many rows. */
  private int rowLength(int e, String key, int rows) {
    Hdf5Source.Stored array = stored(e, key);
    long length = array.rowElements();
    if (array.rows() != rows || length < 1 || length > 1 << 16) {
      throw place(e)
          .key(path(e, key))
          .fault(
              "has the shape %s where %,d rows of numbers belong".formatted(array.shape(), rows),
              "get the file again, or leave this episode out: it is not whole");
    }
    return (int) length;
  }

  private Hdf5Source.Stored stored(int e, String key) {
    Hdf5Source.Stored array = episodes.get(e).get(key);
    if (array == null) {
      throw place(e)
          .fault(
              "has no array '" + path(e, key) + "'; it has " + episodes.get(e).keySet(),
              "choose another --format, or save it with that key");
    }
    return array;
  }

  /** T, as the rewards tell it; no episode of use has so many that they are no int. */
  private static int steps(SortedMap<String, Hdf5Source.Stored> episode) {
    Hdf5Source.Stored rewards = episode.get(REWARDS);
    return rewards == null ? 0 : (int) Math.min(rewards.rows(), Hdf5Source.MOST_NUMBERS);
  }

  private int steps(int e) {
    return steps(episodes.get(e));
  }

  private static String path(int e, String key) {
    return GROUP + e + "/" + key;
  }

  private Place place(int e) {
    return Place.of(file, e);
  }

  private Hdf5Pictures pictures(int e) {
    return pictures(e, pictures);
  }

  private Hdf5Pictures pictures(int e, String key) {
    return new Hdf5Pictures(stored(e, key), place(e).key(path(e, key)));
  }

  private Episode episode(int e, Hdf5Source source) {
    int steps = steps(e);
    byte[] images = Picture.room(steps + 1, observation, place(e));
    pictures(e).read(0, steps + 1, observation, images, 0, source);
    boolean terminated = ends(e, TERMINATIONS, source);
    boolean truncated = ends(e, TRUNCATIONS, source);
    return new Episode(
        images,
        Columns.beside(
            proprio.stream().map(key -> numbers(e, key, steps + 1, source)).toList(), steps + 1),
        numbers(e, ACTIONS, steps, source),
        numbers(e, REWARDS, steps, source),
        terminated,
        truncated || !terminated);
  }

  private float[] numbers(int e, String key, int rows, Hdf5Source source) {
    Place place = place(e).key(path(e, key));
    float[] values = source.numbers(place, 0, rows);
    if (values.length != rows * stored(e, key).rowElements()) {
      throw place.fault("was changed while it was read", "import again");
    }
    return values;
  }

  private boolean ends(int e, String key, Hdf5Source source) {
    float[] flags = numbers(e, key, steps(e), source);
    for (int t = 0; t < flags.length - 1; t++) {
      if (flags[t] != 0) {
        throw place(e)
            .key(path(e, key))
            .fault(
                "ends the episode at step " + t + " of " + flags.length,
                "save each episode as a group of its own");
      }
    }
    return flags[flags.length - 1] != 0;
  }
}
