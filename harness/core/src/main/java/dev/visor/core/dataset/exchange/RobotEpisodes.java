package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Recordings of a robot, a folder an episode:
 *
 * <pre>
 * recordings/episode-1/steps.csv          action_0,action_1,reward,terminated   T rows
 * recordings/episode-1/frames/0.png …     T + 1 pictures
 * recordings/episode-1/states.csv         any names                             T + 1 rows; optional
 * </pre>
 *
 * <p>Row t of {@code steps.csv} holds the action taken at picture t and the reward for it; {@code
 * terminated} is optional, and an episode that does not end so is truncated. Columns whose names
 * begin with {@code action} are the action, in their order. Folders and pictures come in the order
 * of the numbers in their names; pictures may lie beside the table or in a folder below it.
 */
final class RobotEpisodes implements ForeignEpisodes {
  private static final String STEPS = "steps.csv";
  private static final String STATES = "states.csv";
  private static final String ACTION = "action";
  private static final String REWARD = "reward";
  private static final String TERMINATED = "terminated";
  private static final String TRUNCATED = "truncated";
  private static final String PICTURE = ".png";

  private final Contents contents;
  private final List<Recording> recordings;
  private final EpisodeCheck check;

  private RobotEpisodes(Contents contents, List<Recording> recordings) {
    this.contents = contents;
    this.recordings = List.copyOf(recordings);
    this.check = new EpisodeCheck(contents.observation(), contents.actionSize());
  }

  /** The files of an episode. */
  private record Recording(int episode, Path steps, Optional<Path> states, List<Path> frames) {
    static Recording in(Path steps, int episode) {
      Path states = steps.resolveSibling(STATES);
      return new Recording(
          episode,
          steps,
          Files.exists(states) ? Optional.of(states) : Optional.empty(),
          FoundFiles.below(steps.resolveSibling(""), PICTURE));
    }

    List<Path> files() {
      List<Path> files = new ArrayList<>(List.of(steps));
      states.ifPresent(files::add);
      files.addAll(frames);
      return files;
    }

    Place frame(int t) {
      return Place.of(frames.get(t), episode);
    }

    StepTable stepTable() {
      StepTable table = StepTable.read(steps, episode);
      if (table.rows().isEmpty() || table.rows().size() + 1 != frames.size()) {
        throw table
            .place()
            .fault(
                "has %d steps beside %d pictures".formatted(table.rows().size(), frames.size()),
                "give every action the picture it was taken at, and one more for the last"
                    + " one's result");
      }
      for (String column : List.of(REWARD, ACTION)) {
        if (table.columns().stream()
            .noneMatch(
                name -> name.equals(column) || column.equals(ACTION) && name.startsWith(ACTION))) {
          throw table
              .place()
              .fault(
                  "has no column '" + column + "'; it has " + String.join(", ", table.columns()),
                  "name the columns action_0, action_1 and so on, reward, and if you like"
                      + " terminated");
        }
      }
      return table;
    }

    Optional<StepTable> stateTable() {
      Optional<StepTable> table = states.map(file -> StepTable.read(file, episode));
      table.ifPresent(
          found -> {
            if (found.rows().size() != frames.size()) {
              throw found
                  .place()
                  .fault(
                      "has %d rows beside %d pictures"
                          .formatted(found.rows().size(), frames.size()),
                      "write the state of every picture");
            }
          });
      return table;
    }
  }

  static RobotEpisodes examine(Path path) {
    List<Recording> recordings = new ArrayList<>();
    for (Path steps : FoundFiles.below(path, STEPS)) {
      recordings.add(Recording.in(steps, recordings.size()));
    }
    List<Path> files = new ArrayList<>();
    Optional<ObservationSpec> observation = Optional.empty();
    List<String> actionNames = List.of();
    SortedSet<String> unused = new TreeSet<>();
    int longest = 0;
    for (Recording recording : recordings) {
      StepTable steps = recording.stepTable();
      List<String> names = IntStream.of(actions(steps)).mapToObj(steps.columns()::get).toList();
      int proprio = recording.stateTable().map(table -> table.columns().size()).orElse(0);
      Picture first = Picture.read(recording.frames().get(0), recording.frame(0));
      ObservationSpec found = new ObservationSpec(first.height(), first.width(), proprio);
      if (observation.isPresent() && !observation.get().equals(found)) {
        throw recording
            .frame(0)
            .fault(
                "begins observations of " + found + ", other episodes' are " + observation.get(),
                "import recordings of different sizes as datasets of their own");
      }
      if (observation.isPresent() && !actionNames.equals(names)) {
        throw steps
            .place()
            .fault(
                "has the actions " + names + ", other episodes have " + actionNames,
                "name the same columns in the same order everywhere");
      }
      long bytes = (long) found.imageBytes() * recording.frames().size();
      if (bytes > NpzFile.MOST_ARRAY_BYTES) {
        throw steps
            .place()
            .fault(
                "belongs to an episode of %,d bytes of pictures; %,d are the most"
                    .formatted(bytes, NpzFile.MOST_ARRAY_BYTES),
                "make the pictures smaller, or split the recording");
      }
      observation = Optional.of(found);
      actionNames = names;
      longest = Math.max(longest, steps.rows().size());
      files.addAll(recording.files());
      unused.addAll(steps.columns());
    }
    unused.removeIf(name -> name.startsWith(ACTION));
    unused.removeAll(List.of(REWARD, TERMINATED, TRUNCATED));
    return new RobotEpisodes(
        new Contents(
            observation.orElseThrow(),
            actionNames.size(),
            recordings.size(),
            longest,
            files,
            "row t holds the action taken at picture t and the reward for it",
            unused.isEmpty() ? List.of() : List.of("columns that were left out: " + unused)),
        recordings);
  }

  private static int[] actions(StepTable steps) {
    return IntStream.range(0, steps.columns().size())
        .filter(i -> steps.columns().get(i).startsWith(ACTION))
        .toArray();
  }

  @Override
  public Contents contents() {
    return contents;
  }

  @Override
  public Place place(int episode) {
    return Place.of(recordings.get(episode).steps(), episode);
  }

  @Override
  public Reader open() {
    return this::read;
  }

  private Episode read(int index) {
    Recording recording = recordings.get(index);
    ObservationSpec observation = contents.observation();
    StepTable steps = recording.stepTable();
    byte[] images = new byte[recording.frames().size() * observation.imageBytes()];
    for (int t = 0; t < recording.frames().size(); t++) {
      Picture picture = Picture.read(recording.frames().get(t), recording.frame(t));
      if (picture.height() != observation.height() || picture.width() != observation.width()) {
        throw recording
            .frame(t)
            .fault(
                "is a picture of %d × %d pixels among others of %d × %d"
                    .formatted(
                        picture.height(),
                        picture.width(),
                        observation.height(),
                        observation.width()),
                "make all pictures the same size");
      }
      System.arraycopy(
          picture.bytes(), 0, images, t * observation.imageBytes(), observation.imageBytes());
    }
    float[] proprio =
        recording
            .stateTable()
            .map(table -> table.values(IntStream.range(0, table.columns().size()).toArray()))
            .orElse(new float[0]);
    boolean terminated = ends(steps, TERMINATED);
    boolean truncated = ends(steps, TRUNCATED) || !terminated;
    return check.check(
        new Episode(
            images,
            proprio,
            steps.values(actions(steps)),
            steps.values(steps.column(REWARD)),
            terminated,
            truncated),
        place(index));
  }

  private static boolean ends(StepTable steps, String name) {
    int column = steps.column(name);
    if (column < 0) {
      return false;
    }
    int last = steps.rows().size() - 1;
    for (int t = 0; t < last; t++) {
      if (steps.rows().get(t)[column] != 0) {
        throw steps
            .place()
            .key(name)
            .fault(
                "ends the episode at step " + t + " of " + (last + 1),
                "record one episode a folder");
      }
    }
    return steps.rows().get(last)[column] != 0;
  }
}
