package dev.visor.core.dataset;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code dataset.json} says of a dataset. Nothing in it depends on when, where or by whom the
 * dataset was built: building twice gives the same bytes.
 *
 * <p>The arrays and their columns: {@code image.npy} uint8 (frames, height, width, 3); {@code
 * proprio.npy} float32 (frames, proprio); {@code action.npy} float32 (transitions, action size);
 * {@code reward.npy} float32 (transitions); {@code terminated.npy} and {@code truncated.npy} bool
 * (transitions); {@code episode.npy} int64 (episodes, 3): first frame, first transition, number of
 * transitions; {@code checksum.npy} int64 (episodes, 6): CRC-32 of the episode's bytes in the first
 * six arrays. An episode of T transitions has T + 1 frames, and episodes follow one another without
 * a gap.
 *
 * @param schema version of this layout; {@value #SCHEMA}
 * @param id the dataset's versioned name
 * @param task what its episodes are of
 * @param summary one sentence on the behaviour
 * @param identity {@link DatasetIdentity} of the recipe and the observation
 * @param recipeDigest {@link DatasetRecipe#digest()}
 * @param seed the root of its random streams
 * @param observation the picture's size in pixels, and the number of state values
 * @param actionSize values in an action
 * @param episodes how many there are
 * @param frames observations of all episodes together
 * @param transitions actions of all episodes together
 * @param returns the episodes' returns
 * @param madeWith versions of what made it, by name, such as {@code visor}, {@code physics} and
 *     {@code renderer}; for people to read
 * @param files the arrays, by file name
 */
public record DatasetCard(
    int schema,
    DatasetId id,
    TaskId task,
    String summary,
    String identity,
    String recipeDigest,
    long seed,
    ObservationSpec observation,
    int actionSize,
    int episodes,
    long frames,
    long transitions,
    ReturnSummary returns,
    SortedMap<String, String> madeWith,
    SortedMap<String, ArrayFile> files) {

  /** The version of the layout that this code reads and writes. */
  public static final int SCHEMA = 1;

  /** The key of {@link #madeWith} that an imported dataset has: the format of its files. */
  public static final String IMPORTED_FROM = "imported-from";

  /** The file in a dataset's folder that holds the card. */
  static final String FILE = "dataset.json";

  /**
   * One array.
   *
   * @param holds type, shape and meaning, in words
   * @param bytes length of the file
   * @param sha256 of the whole file, in hexadecimal
   */
  public record ArrayFile(String holds, long bytes, String sha256) {}

  public DatasetCard {
    madeWith = sorted(madeWith);
    files = sorted(files);
    if (actionSize < 1 || episodes < 1 || transitions < episodes) {
      throw new IllegalArgumentException(
          "a dataset of "
              + episodes
              + " episodes, "
              + transitions
              + " transitions and actions of "
              + actionSize
              + " values");
    }
    if (frames != transitions + episodes) {
      throw new IllegalArgumentException(
          frames + " frames where " + (transitions + episodes) + " belong: one more an episode");
    }
    for (Field field : Field.values()) {
      if (!files.containsKey(field.file())) {
        throw new IllegalArgumentException("no " + field.file() + " among the files");
      }
    }
    if (files.size() != Field.values().length) {
      throw new IllegalArgumentException("files that no dataset has: " + files.keySet());
    }
  }

  private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The dataset as a command names it: its id, and the option for the size of its pictures. */
  public String name() {
    return id + " --image " + observation.height() + "px";
  }

  /**
   * Whether it was imported: from somebody else's files rather than made from a recipe, so that it
   * cannot be made again without them.
   */
  public boolean imported() {
    return madeWith.containsKey(IMPORTED_FROM);
  }

  /** Bytes of all arrays together. */
  public long bytes() {
    return files.values().stream().mapToLong(ArrayFile::bytes).sum();
  }

  /**
   * SHA-256 of all arrays together, in hexadecimal: of what {@code sha256sum *.npy} prints in the
   * dataset's folder. Two datasets hold the same bytes if and only if it is the same.
   */
  public String sha256() {
    StringBuilder text = new StringBuilder();
    files.forEach((name, file) -> text.append(file.sha256() + "  " + name + "\n"));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  ArrayFile file(Field field) {
    return Objects.requireNonNull(files.get(field.file()), "checked when the card was made");
  }

  DatasetShape shape() {
    return new DatasetShape(observation, actionSize, episodes, transitions);
  }

  /** The recipe that this dataset was made from. */
  public DatasetRecipe recipe() {
    return new DatasetRecipe(id, task, summary, episodes, seed, recipeDigest);
  }
}
