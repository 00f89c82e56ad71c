package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Does what somebody would who changes a dataset and hides it: writes new hashes into its card. */
final class Resealed {
  private Resealed() {}

  /** Writes the card again, with the hashes that its arrays have now. */
  static void reseal(Path folder, DatasetCard card) throws IOException {
    SortedMap<String, DatasetCard.ArrayFile> files = new TreeMap<>();
    for (Field field : Field.values()) {
      Path file = folder.resolve(field.file());
      files.put(
          field.file(),
          new DatasetCard.ArrayFile(field.holds(), Files.size(file), Sha256.of(file)));
    }
    DatasetCard resealed =
        new DatasetCard(
            card.schema(),
            card.id(),
            card.task(),
            card.summary(),
            card.identity(),
            card.recipeDigest(),
            card.seed(),
            card.observation(),
            card.actionSize(),
            card.episodes(),
            card.frames(),
            card.transitions(),
            card.returns(),
            card.madeWith(),
            files);
    Files.write(folder.resolve(DatasetCard.FILE), new CardJson().write(resealed));
  }
}
