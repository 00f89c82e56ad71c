package dev.visor.core.dataset;

import dev.visor.api.DatasetId;
import dev.visor.core.VisorException;
import java.nio.file.Path;

/** A dataset in a store, as a list shows it: told by its card, which is all that was read. */
public sealed interface StoredEntry {
  /** Where it lies. */
  Path folder();

  /** What it is called: by its card, or by its folder where the card cannot be read. */
  DatasetId id();

  /** Bytes of its files on disk. */
  long bytes();

  /**
   * One whose card can be read.
   *
   * @param card what it is
   */
  record WithCard(Path folder, long bytes, DatasetCard card) implements StoredEntry {
    @Override
    public DatasetId id() {
      return card.id();
    }
  }

  /**
   * One whose card cannot be read.
   *
   * @param problem why not, and what to do about it
   */
  record Unreadable(Path folder, DatasetId id, long bytes, VisorException problem)
      implements StoredEntry {}
}
