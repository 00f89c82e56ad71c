package dev.visor.core.dataset;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens and verifies the datasets of a store. */
final class DatasetReader {
  private final StoreLayout layout;
  private final CardJson cards;

  DatasetReader(StoreLayout layout, CardJson cards) {
    this.layout = layout;
    this.cards = cards;
  }

  /**
   * Reads the card of the dataset in a folder, and checks that it belongs there.
   *
   * @throws VisorException if it cannot be read or does not
   */
  DatasetCard card(Path folder) {
    DatasetCard card = cards.read(folder);
    String identity = DatasetIdentity.of(card.recipe(), card.observation());
    Path place = layout.folder(card.id(), card.observation(), identity);
    if (!identity.equals(card.identity())
        || !place.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize())) {
      throw VisorException.integrity(
          "the dataset's card belongs to another dataset: " + place.getFileName(),
          folder.resolve(DatasetCard.FILE).toString(),
          "move the folder to " + place + ", or delete it");
    }
    return card;
  }

  /**
   * Opens the dataset in a folder.
   *
   * @throws VisorException if it is damaged
   */
  StoredDataset open(Path folder) {
    DatasetCard card = card(folder);
    try {
      List<Finding> damage = damage(folder, card, verifiedFiles(card));
      if (!damage.isEmpty()) {
        throw damaged(damage, folder, card);
      }
      return new StoredDataset(folder, card, DatasetArrays.map(folder, card.shape()));
    } catch (DamageException e) {
      throw damaged(List.of(e.finding()), folder, card);
    }
  }

  /** Reads every byte of the dataset in a folder, and reports all that is wrong. */
  List<Finding> verify(Path folder) {
    DatasetCard card;
    try {
      card = card(folder);
    } catch (VisorException e) {
      return List.of(Finding.damaged(DatasetCard.FILE, e.what()));
    }
    try {
      List<Finding> damage = new DamageSearch(folder, card).findings();
      return damage.isEmpty()
          ? new ContentSearch(card, DatasetArrays.map(folder, card.shape())).findings()
          : damage;
    } catch (DamageException e) {
      return List.of(e.finding());
    }
  }

  private VerifiedFiles verifiedFiles(DatasetCard card) {
    return new VerifiedFiles(layout.verified(card.identity()));
  }

  /** What is damaged; hashes only files that have changed since they were last hashed. */
  private static List<Finding> damage(Path folder, DatasetCard card, VerifiedFiles verified) {
    Optional<VerifiedFiles.Look> look = look(folder, card);
    if (look.isPresent() && verified.cover(look.get())) {
      return List.of();
    }
    long hashedFrom = System.currentTimeMillis();
    List<Finding> damage = new DamageSearch(folder, card).findings();
    if (look.isPresent() && damage.isEmpty()) {
      verified.remember(look.get(), hashedFrom);
    }
    return damage;
  }

  private static Optional<VerifiedFiles.Look> look(Path folder, DatasetCard card) {
    try {
      return Optional.of(VerifiedFiles.Look.at(folder, card));
    } catch (IOException e) {
      return Optional.empty(); // a file is missing or out of reach: the search says which
    }
  }

  private static VisorException damaged(List<Finding> damage, Path folder, DatasetCard card) {
    Finding first = damage.get(0);
    String more =
        damage.size() == 1
            ? ""
            : " (and " + (damage.size() - 1) + " more of its files are damaged)";
    return VisorException.integrity(
        "the dataset " + card.id() + " is damaged: " + first + more,
        folder.resolve(first.place()).toString(),
        first.remedy(card));
  }
}
