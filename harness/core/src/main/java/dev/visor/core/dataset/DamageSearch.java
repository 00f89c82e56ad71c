package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds out whether the files of a dataset are those that were written, and if not, where they
 * differ: first by length and SHA-256, then by the arrays' headers and the table of episodes, and
 * where an array has changed within, by each episode's checksum.
 */
final class DamageSearch {
  private final Path folder;
  private final DatasetCard card;

  DamageSearch(Path folder, DatasetCard card) {
    this.folder = folder;
    this.card = card;
  }

  /** What is damaged, a finding a file at most; empty if nothing is. Reads every byte. */
  List<Finding> findings() {
    Map<Field, Finding> found = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      compare(field, found);
    }
    try {
      DatasetArrays arrays = DatasetArrays.map(folder, card.shape());
      Set<Field> changed = Set.copyOf(found.keySet());
      for (Field field : changed) {
        found.put(field, locate(arrays, field, changed));
      }
    } catch (DamageException e) {
      for (Field field : Field.values()) {
        // That a file has another length says more than what is then wrong with its header.
        if (field.file().equals(e.finding().file())
            && found.getOrDefault(field, e.finding()).episode().isEmpty()) {
          found.put(field, e.finding());
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private void compare(Field field, Map<Field, Finding> found) {
    Path file = folder.resolve(field.file());
    DatasetCard.ArrayFile expected = card.file(field);
    try {
      if (!Files.exists(file)) {
        found.put(field, Finding.damaged(field.file(), "is missing"));
      } else if (Files.size(file) != expected.bytes()) {
        found.put(field, otherLength(field, Files.size(file), expected.bytes()));
      } else if (!Sha256.of(file).equals(expected.sha256())) {
        found.put(field, changed(field, new int[0]));
      }
    } catch (IOException e) {
      found.put(field, Finding.damaged(field.file(), "cannot be read: " + e));
    }
  }

  /** A file that was cut off is told with the first episode that it no longer holds. */
  private Finding otherLength(Field field, long bytes, long expected) {
    String what = "has %,d bytes where %,d were written".formatted(bytes, expected);
    try {
      EpisodeTable table = DatasetArrays.table(folder, card.shape());
      double left =
          (double) (bytes - NpyHeader.WRITTEN_BYTES) / (expected - NpyHeader.WRITTEN_BYTES);
      double rows = left * field.rows(card.shape());
      for (int e = 0; e < table.episodes() && bytes < expected; e++) {
        if (table.firstRow(field.unit(), e) + table.rows(field.unit(), e) > rows) {
          return Finding.damaged(field.file(), e, what);
        }
      }
    } catch (DamageException e) {
      // The table of episodes is damaged too, and told for itself.
    }
    return Finding.damaged(field.file(), what);
  }

  private Finding locate(DatasetArrays arrays, Field field, Set<Field> changed) {
    IntStream episodes = IntStream.range(0, card.episodes());
    if (field == Field.EPISODE) {
      return changed(field, new int[0]); // its table is sound, or it would not have been mapped
    }
    if (field == Field.CHECKSUM) {
      List<Field> unchanged =
          Field.data().stream().filter(data -> !changed.contains(data)).toList();
      return changed(
          field,
          episodes
              .filter(e -> !unchanged.stream().allMatch(data -> arrays.intact(data, e)))
              .toArray());
    }
    return changed(field, episodes.filter(e -> !arrays.intact(field, e)).toArray());
  }

  private static Finding changed(Field field, int[] episodes) {
    String what = "was changed after it was built: its SHA-256 differs";
    if (episodes.length == 0) {
      return Finding.damaged(field.file(), what);
    }
    String more = episodes.length == 1 ? "" : ", in " + episodes.length + " episodes";
    return Finding.damaged(field.file(), episodes[0], what + more);
  }
}
