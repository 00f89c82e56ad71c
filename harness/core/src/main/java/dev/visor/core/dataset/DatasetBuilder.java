package dev.visor.core.dataset;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import dev.visor.core.ExitCode;
import dev.visor.core.FileTree;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds one dataset beside its place, and moves it there when it is whole. The caller holds the
 * dataset's {@link BuildLock}.
 */
final class DatasetBuilder {
  private final BuildRequest request;
  private final Path place;
  private final CardJson cards;

  DatasetBuilder(BuildRequest request, Path place, CardJson cards) {
    this.request = request;
    this.place = place;
    this.cards = cards;
  }

  /**
   * Builds.
   *
   * <p>What is finished is kept for the next build if this one is cancelled or killed, or the disk
   * or the heap is full. It is thrown away if the recipe fails: once its defect is mended, the
   * episodes that it made before are no longer to be trusted.
   *
   * @param anew whether to throw away what an interrupted build left
   * @throws VisorException if it was cancelled or the recipe failed
   */
  StoredDataset build(boolean anew, BuildProgress progress, Cancellation cancellation)
      throws IOException {
    Path namespace = Files.createDirectories(place.toAbsolutePath().getParent());
    for (Path old : StoreLayout.leftovers(place, anew ? "" : "old-")) {
      PartFolder.delete(old);
    }
    PartFolder part = PartFolder.claim(place, request);
    DatasetShape shape;
    try {
      shape = fill(part.writer(), namespace, progress, cancellation);
    } catch (VisorException e) {
      if (e.exit() == ExitCode.INTEGRITY) {
        PartFolder.delete(part.folder());
      }
      throw e;
    }
    DatasetCard card = card(part.folder(), shape);
    write(part.folder().resolve(DatasetCard.FILE), cards.write(card));
    part.becomeDataset();
    FileTree.sync(part.folder());
    moveIn(part.folder());
    FileTree.sync(namespace);
    return new StoredDataset(place, card, map(place, shape));
  }

  /** Writes all episodes that are not there yet, and closes the arrays. */
  private DatasetShape fill(
      DatasetWriter arrays, Path folder, BuildProgress progress, Cancellation cancellation)
      throws IOException {
    try (DatasetWriter writer = arrays) {
      checkSpace(folder, writer);
      write(writer, progress, cancellation);
      writer.finish();
      return new DatasetShape(
          request.observation(), request.actionSize(), writer.episodes(), writer.transitions());
    }
  }

  private void write(DatasetWriter writer, BuildProgress progress, Cancellation cancellation)
      throws IOException {
    int episodes = request.recipe().episodes();
    EpisodeRules rules = new EpisodeRules(request.observation(), request.actionSize());
    progress.episodes(writer.episodes(), episodes);
    try (EpisodeWorkers workers = new EpisodeWorkers(request, writer.episodes())) {
      while (writer.episodes() < episodes) {
        Optional<Episode> episode = workers.next(cancellation);
        if (episode.isEmpty()) {
          throw stopped(writer.episodes());
        }
        Optional<EpisodeRules.Breach> breach = rules.check(episode.get());
        if (breach.isPresent()) {
          throw broken(writer.episodes(), breach.get());
        }
        writer.append(episode.get());
        progress.episodes(writer.episodes(), episodes);
      }
    } catch (OutOfMemoryError e) {
      throw request.outOfMemory(writer.episodes(), e);
    }
  }

  private DatasetCard card(Path folder, DatasetShape shape) throws IOException {
    TreeMap<String, DatasetCard.ArrayFile> files = new TreeMap<>();
    for (Field field : Field.values()) {
      Path file = folder.resolve(field.file());
      files.put(
          field.file(),
          new DatasetCard.ArrayFile(field.holds(), Files.size(file), Sha256.of(file)));
    }
    return new DatasetCard(
        DatasetCard.SCHEMA,
        request.recipe().id(),
        request.recipe().task(),
        request.recipe().summary(),
        request.identity(),
        request.recipe().digest(),
        request.recipe().seed(),
        shape.observation(),
        shape.actionSize(),
        shape.episodes(),
        shape.frames(),
        shape.transitions(),
        ReturnSummary.of(map(folder, shape).returns()),
        request.madeWith(),
        files);
  }

  private static DatasetArrays map(Path folder, DatasetShape shape) throws IOException {
    try {
      return DatasetArrays.map(folder, shape);
    } catch (DamageException e) {
      throw new IOException("what was just written to " + folder + " reads back otherwise", e);
    }
  }

  private void moveIn(Path part) throws IOException {
    if (Files.exists(place)) {
      Path old = StoreLayout.newOld(place);
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      PartFolder.delete(old);
    } else {
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void checkSpace(Path folder, DatasetWriter writer) {
    long left = request.recipe().episodes() - (long) writer.episodes();
    long needed = request.mostBytes() / request.recipe().episodes() * left;
    // Not by Files.getFileStore: it looks for a mount point, and in a chroot there may be none.
    long free = folder.toFile().getUsableSpace();
    if (needed > free) {
      throw VisorException.usage(
          "%s needs up to %,d MB, and %,d MB are free"
              .formatted(request.recipe().id(), needed / 1_000_000, free / 1_000_000),
          folder.toString(),
          "make room, or name another store with --data");
    }
  }

  private VisorException stopped(int episodes) {
    return VisorException.of(
        ExitCode.INTERRUPTED,
        "building %s was stopped after %d of %d episodes"
            .formatted(request.recipe().id(), episodes, request.recipe().episodes()),
        place.toString(),
        "run the same command again: it goes on from there");
  }

  private VisorException broken(int episode, EpisodeRules.Breach breach) {
    return VisorException.integrity(
        "the recipe of " + request.recipe().id() + " made an episode that " + breach.what(),
        request.recipe().id() + ", episode " + episode,
        "tell the author of the plugin that brings it");
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    FileTree.sync(file);
  }
}
