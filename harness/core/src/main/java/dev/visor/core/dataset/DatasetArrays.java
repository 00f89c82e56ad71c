package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The mapped arrays of a dataset, each of the type and shape that its card says. */
final class DatasetArrays {
  private final Map<Field, NpyArray> arrays;
  private final EpisodeTable episodes;

  private DatasetArrays(Map<Field, NpyArray> arrays, EpisodeTable episodes) {
    this.arrays = arrays;
    this.episodes = episodes;
  }

  /**
   * Maps all arrays of a dataset.
   *
   * @throws DamageException if one is missing or has another type, shape or length, or the table of
   *     episodes has a gap
   */
  static DatasetArrays map(Path folder, DatasetShape shape) throws DamageException {
    Map<Field, NpyArray> arrays = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      arrays.put(field, map(folder, field, shape));
    }
    NpyArray table = get(arrays, Field.EPISODE);
    return new DatasetArrays(arrays, EpisodeTable.read(table, shape.transitions()));
  }

  /**
   * The table of episodes alone.
   *
   * @throws DamageException if it is missing, has another type or shape, or a gap
   */
  static EpisodeTable table(Path folder, DatasetShape shape) throws DamageException {
    return EpisodeTable.read(map(folder, Field.EPISODE, shape), shape.transitions());
  }

  private static NpyArray map(Path folder, Field field, DatasetShape shape) throws DamageException {
    try {
      NpyArray array = NpyArray.map(folder.resolve(field.file()));
      List<Long> expected = new ArrayList<>(List.of(field.rows(shape)));
      for (int length : field.row(shape)) {
        expected.add((long) length);
      }
      NpyHeader header = array.header();
      if (header.type() != field.type() || !header.shape().equals(expected)) {
        throw new DamageException(
            Finding.damaged(
                field.file(),
                "holds %s %s where the card asks for %s %s"
                    .formatted(
                        header.type().descriptor(),
                        header.shape(),
                        field.type().descriptor(),
                        expected)));
      }
      return array;
    } catch (NoSuchFileException e) {
      throw new DamageException(Finding.damaged(field.file(), "is missing"));
    } catch (MalformedNpyException e) {
      throw new DamageException(Finding.damaged(field.file(), String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new DamageException(Finding.damaged(field.file(), "cannot be read: " + e));
    }
  }

  EpisodeTable episodes() {
    return episodes;
  }

  NpyArray get(Field field) {
    return get(arrays, field);
  }

  private static NpyArray get(Map<Field, NpyArray> arrays, Field field) {
    return Objects.requireNonNull(arrays.get(field), "every field was mapped");
  }

  /** Whether an episode's bytes in an array are those that {@code checksum.npy} tells of. */
  boolean intact(Field field, int episode) {
    long checksum =
        get(field)
            .checksum(
                episodes.firstRow(field.unit(), episode), episodes.rows(field.unit(), episode));
    return checksum == get(Field.CHECKSUM).number(episode, Field.data().indexOf(field));
  }

  /** The return of each episode. */
  double[] returns() {
    double[] returns = new double[episodes.episodes()];
    for (int e = 0; e < returns.length; e++) {
      float[] rewards = new float[episodes.length(e)];
      get(Field.REWARD).read(episodes.firstTransition(e), rewards.length, rewards, 0);
      for (float reward : rewards) {
        returns[e] += reward;
      }
    }
    return returns;
  }
}
