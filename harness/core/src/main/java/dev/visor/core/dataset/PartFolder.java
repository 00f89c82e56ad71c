package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a dataset is while it is being built: a folder beside its place. One that an interrupted
 * build left behind is taken up again if the same recipe and the same code made it; its episodes
 * are checked, and the sound ones before the first broken one are kept.
 *
 * @param folder where it is
 * @param writer appends to it
 */
record PartFolder(Path folder, DatasetWriter writer) {
  /** The file that says what this is a part of. */
  private static final String ORIGIN = "origin.txt";

  /**
   * Takes up what is there, or begins anew. The caller holds the dataset's {@link BuildLock}, so
   * that nobody else writes to what is there.
   */
  static PartFolder claim(Path place, BuildRequest request) throws IOException {
    DatasetShape empty = new DatasetShape(request.observation(), request.actionSize(), 0, 0);
    Optional<PartFolder> resumed = Optional.empty();
    for (Path left : StoreLayout.leftovers(place, "part-")) {
      if (resumed.isEmpty()) {
        resumed = resume(left, request, empty);
      }
      if (resumed.filter(part -> part.folder.equals(left)).isEmpty()) {
        delete(left);
      }
    }
    return resumed.isPresent() ? resumed.get() : create(StoreLayout.newPart(place), request, empty);
  }

  private static PartFolder create(Path folder, BuildRequest request, DatasetShape empty)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(ORIGIN), request.origin());
    return new PartFolder(folder, DatasetWriter.create(folder, empty));
  }

  private static Optional<PartFolder> resume(Path folder, BuildRequest request, DatasetShape empty)
      throws IOException {
    try {
      if (!Files.readString(folder.resolve(ORIGIN)).equals(request.origin())) {
        return Optional.empty();
      }
      DatasetShape sound = sound(folder, empty);
      if (sound.episodes() == 0 || sound.episodes() > request.recipe().episodes()) {
        return Optional.empty();
      }
      return Optional.of(new PartFolder(folder, DatasetWriter.resume(folder, sound)));
    } catch (NoSuchFileException | MalformedNpyException | DamageException e) {
      return Optional.empty();
    }
  }

  /** How much of a part is whole. */
  private static DatasetShape sound(Path folder, DatasetShape empty)
      throws IOException, DamageException {
    long episodes =
        Math.min(rows(folder, Field.EPISODE, empty), rows(folder, Field.CHECKSUM, empty));
    if (episodes == 0) {
      return empty;
    }
    // Completes the headers, so that the arrays can be mapped.
    Path table = folder.resolve(Field.EPISODE.file());
    NpyWriter.resume(table, Field.EPISODE.type(), episodes, Field.EPISODE.row(empty)).close();
    NpyArray rows = NpyArray.map(table);
    long transitions = rows.number(episodes - 1, 1) + rows.number(episodes - 1, 2);
    DatasetShape told =
        new DatasetShape(
            empty.observation(), empty.actionSize(), Math.toIntExact(episodes), transitions);
    EpisodeTable.read(rows, transitions);
    DatasetWriter.resume(folder, told).close();

    DatasetArrays arrays = DatasetArrays.map(folder, told);
    int sound = 0;
    while (sound < told.episodes() && intact(arrays, sound)) {
      sound++;
    }
    return new DatasetShape(
        empty.observation(), empty.actionSize(), sound, arrays.episodes().firstTransition(sound));
  }

  private static boolean intact(DatasetArrays arrays, int episode) {
    return Field.data().stream().allMatch(field -> arrays.intact(field, episode));
  }

  private static long rows(Path folder, Field field, DatasetShape empty) throws IOException {
    long rowBytes = field.type().bytes() * (long) field.row(empty)[0];
    long bytes = Files.size(folder.resolve(field.file())) - NpyHeader.WRITTEN_BYTES;
    return Math.max(0, bytes) / rowBytes;
  }

  /** Removes what only a part has, before it becomes a dataset. */
  void becomeDataset() throws IOException {
    Files.delete(folder.resolve(ORIGIN));
  }

  /** Deletes a folder of files. */
  static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.list(folder)) {
      files = paths.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
