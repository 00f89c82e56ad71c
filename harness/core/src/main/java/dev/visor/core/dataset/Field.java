package dev.visor.core.dataset;

import dev.visor.api.ObservationSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The arrays of a dataset, each in a file of its own. Frames, transitions and episodes are each
 * numbered from 0 through the whole dataset, in the order of the episodes.
 */
public enum Field {
  /** A picture of each frame. */
  IMAGE(Unit.FRAME, NpyType.UINT8, "uint8 (frames, height, width, 3): red, green and blue"),
  /** The state observation of each frame. */
  PROPRIO(Unit.FRAME, NpyType.FLOAT32, "float32 (frames, proprio): the state observation"),
  /** The action of each transition. */
  ACTION(Unit.TRANSITION, NpyType.FLOAT32, "float32 (transitions, action size): from -1 to 1"),
  /** What each transition earned. */
  REWARD(Unit.TRANSITION, NpyType.FLOAT32, "float32 (transitions)"),
  /** Whether a transition ended the task itself. */
  TERMINATED(Unit.TRANSITION, NpyType.BOOL, "bool (transitions): the task itself ended"),
  /** Whether a transition met the time limit. */
  TRUNCATED(Unit.TRANSITION, NpyType.BOOL, "bool (transitions): the time limit was met"),
  /** Where each episode lies. */
  EPISODE(
      Unit.EPISODE,
      NpyType.INT64,
      "int64 (episodes, 3): first frame, first transition, number of transitions"),
  /** What the bytes of each episode sum up to: it tells which episode of a damaged file is hurt. */
  CHECKSUM(
      Unit.EPISODE,
      NpyType.INT64,
      "int64 (episodes, 6): CRC-32 of the episode's bytes in image, proprio, action, reward,"
          + " terminated, truncated");

  /** What an array has one row of. */
  enum Unit {
    FRAME,
    TRANSITION,
    EPISODE
  }

  private static final List<Field> DATA =
      Arrays.stream(values()).filter(field -> field.unit != Unit.EPISODE).toList();

  private final Unit unit;
  private final NpyType type;
  private final String holds;

  Field(Unit unit, NpyType type, String holds) {
    this.unit = unit;
    this.type = type;
    this.holds = holds;
  }

  /** The file's name. */
  String file() {
    return name().toLowerCase(Locale.ROOT) + ".npy";
  }

  Unit unit() {
    return unit;
  }

  NpyType type() {
    return type;
  }

  /** Type, shape and meaning, for a reader of the card. */
  String holds() {
    return holds;
  }

  /** The arrays of frames and transitions: those with a column in {@link #CHECKSUM}, in order. */
  static List<Field> data() {
    return DATA;
  }

  /** Rows in a dataset of a shape. */
  long rows(DatasetShape shape) {
    return switch (unit) {
      case FRAME -> shape.frames();
      case TRANSITION -> shape.transitions();
      case EPISODE -> shape.episodes();
    };
  }

  /** Lengths of the dimensions after the first. */
  int[] row(DatasetShape shape) {
    return switch (this) {
      case IMAGE ->
          new int[] {
            shape.observation().height(), shape.observation().width(), ObservationSpec.CHANNELS
          };
      case PROPRIO -> new int[] {shape.observation().proprio()};
      case ACTION -> new int[] {shape.actionSize()};
      case REWARD, TERMINATED, TRUNCATED -> new int[0];
      case EPISODE -> new int[] {EpisodeTable.COLUMNS};
      case CHECKSUM -> new int[] {DATA.size()};
    };
  }
}
