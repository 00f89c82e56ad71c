package dev.visor.core.dataset;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The datasets of one folder. Several processes may use a store at once: of two that build the same
 * dataset, the second waits and then finds it done.
 *
 * <p>Whatever is opened was hashed against its card, in this process or, if its files have not
 * changed since, in an earlier one. What is wrong is told as a {@link VisorException} that names
 * file, episode and remedy.
 */
public final class DatasetStore {
  private final StoreLayout layout;
  private final CardJson cards;
  private final DatasetReader reader;

  /**
   * @param root where the datasets lie; it need not exist
   */
  public DatasetStore(Path root) {
    this.layout = new StoreLayout(root);
    this.cards = new CardJson();
    this.reader = new DatasetReader(layout, cards);
  }

  /** Where the datasets lie. */
  public Path root() {
    return layout.root();
  }

  /**
   * The card of a dataset, if it is here. Its arrays are not looked at.
   *
   * @param identity {@link DatasetIdentity}
   * @throws VisorException if it is here and its card cannot be read
   */
  public Optional<DatasetCard> card(String identity) {
    return folder(identity).map(reader::card);
  }

  /**
   * Opens a dataset, if it is here.
   *
   * @param identity {@link DatasetIdentity}
   * @throws VisorException if it is here and damaged
   */
  public Optional<StoredDataset> find(String identity) {
    return folder(identity).map(reader::open);
  }

  /**
   * Opens the dataset that a recipe makes.
   *
   * @throws VisorException with exit code 2 if it is not here, 6 if it is damaged
   */
  public StoredDataset open(DatasetRecipe recipe, ObservationSpec observation) {
    return find(DatasetIdentity.of(recipe, observation))
        .orElseThrow(
            () ->
                VisorException.usage(
                    "the dataset %s of %d × %d pixels is not in the store"
                        .formatted(recipe.id(), observation.height(), observation.width()),
                    root().toString(),
                    "build it: visor datasets build " + recipe.id()));
  }

  /**
   * Opens a dataset, and builds it first if it is not here. An interrupted build goes on where it
   * was.
   *
   * @throws VisorException if it is here and damaged, if the recipe failed, or if building was
   *     cancelled
   */
  public StoredDataset build(
      BuildRequest request, BuildProgress progress, Cancellation cancellation) {
    Optional<StoredDataset> present = find(request.identity());
    return present.isPresent() ? present.get() : build(request, false, progress, cancellation);
  }

  /**
   * Builds a dataset from nothing, whether or not it is here, and puts it in the place of the old
   * one.
   *
   * @throws VisorException if the recipe failed or building was cancelled; the old one is still
   *     there then
   */
  public StoredDataset rebuild(
      BuildRequest request, BuildProgress progress, Cancellation cancellation) {
    return build(request, true, progress, cancellation);
  }

  private StoredDataset build(
      BuildRequest request, boolean again, BuildProgress progress, Cancellation cancellation) {
    DatasetId id = request.recipe().id();
    Path place = layout.folder(id, request.observation(), request.identity());
    try {
      Optional<BuildLock> lock =
          BuildLock.acquire(layout.lock(request.identity()), progress, cancellation);
      if (lock.isEmpty()) {
        throw VisorException.of(
            ExitCode.INTERRUPTED,
            "stopped while another process was building " + id,
            place.toString(),
            "run the same command again");
      }
      BuildLock held = lock.get();
      try {
        Optional<StoredDataset> present = again ? Optional.empty() : find(request.identity());
        return present.isPresent()
            ? present.get()
            : new DatasetBuilder(request, place, cards).build(again, progress, cancellation);
      } finally {
        held.close();
      }
    } catch (IOException e) {
      throw VisorException.usage(
              "the dataset " + id + " cannot be written: " + e,
              place.toString(),
              "look at the disk's free space and the folder's permissions")
          .causedBy(e);
    }
  }

  /** All datasets, sorted by path, those with an unreadable card too. */
  public List<StoredEntry> list() {
    try {
      List<StoredEntry> entries = new ArrayList<>();
      for (Path folder : layout.folders()) {
        entries.add(entry(folder));
      }
      return entries;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The cards of all datasets that came from other people's files. */
  public List<DatasetCard> imported() {
    return list().stream()
        .filter(StoredEntry.WithCard.class::isInstance)
        .map(entry -> ((StoredEntry.WithCard) entry).card())
        .filter(DatasetCard::imported)
        .toList();
  }

  private StoredEntry entry(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    try {
      return new StoredEntry.WithCard(folder, bytes, reader.card(folder));
    } catch (VisorException e) {
      DatasetId id = StoreLayout.id(folder).orElseThrow();
      return new StoredEntry.Unreadable(folder, id, bytes, e);
    }
  }

  /**
   * Reads every byte of a dataset, whatever is remembered of it, and reports all that is wrong.
   *
   * @param folder of one of {@link #list()}
   * @return empty if nothing is wrong
   */
  public List<Finding> verify(Path folder) {
    return reader.verify(folder);
  }

  /**
   * Deletes a dataset. Whoever has it open reads on until it is closed.
   *
   * @param entry of {@link #list()}
   * @param cancellation ends the wait for a process that builds it
   * @return whether it was deleted; false if the wait was cancelled
   */
  public boolean delete(StoredEntry.WithCard entry, Cancellation cancellation) {
    String identity = entry.card().identity();
    try {
      Optional<BuildLock> lock =
          BuildLock.acquire(layout.lock(identity), BuildProgress.NONE, cancellation);
      if (lock.isEmpty()) {
        return false;
      }
      BuildLock held = lock.get();
      try {
        Path old = StoreLayout.newOld(entry.folder());
        Files.move(entry.folder(), old, StandardCopyOption.ATOMIC_MOVE);
        PartFolder.delete(old);
        Files.deleteIfExists(layout.verified(identity));
        return true;
      } finally {
        held.close();
      }
    } catch (IOException e) {
      throw VisorException.usage(
              "the dataset " + entry.card().id() + " cannot be deleted: " + e,
              entry.folder().toString(),
              "look at the folder's permissions")
          .causedBy(e);
    }
  }

  private Optional<Path> folder(String identity) {
    try {
      return layout.find(identity);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private VisorException unreadable(IOException cause) {
    return VisorException.usage(
            "the dataset store cannot be read: " + cause,
            root().toString(),
            "look at the folder's permissions, or name another store with --data")
        .causedBy(cause);
  }
}
