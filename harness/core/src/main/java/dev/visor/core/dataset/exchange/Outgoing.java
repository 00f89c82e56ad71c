package dev.visor.core.dataset.exchange;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.StoredDataset;
import java.nio.file.Path;

/**
 * A dataset on its way into a format of other people's, which somebody may stop.
 *
 * @param dataset what is written
 * @param target where it will be when it is whole
 * @param cancellation asked before each episode
 */
record Outgoing(StoredDataset dataset, Path target, Cancellation cancellation) {
  DatasetCard card() {
    return dataset.card();
  }

  /**
   * One whole episode.
   *
   * @throws VisorException if the export was stopped
   */
  Episode episode(int index) {
    if (cancellation.requested()) {
      throw VisorException.of(
          ExitCode.INTERRUPTED,
          "exporting " + card().id() + " was stopped",
          target.toString(),
          "run the same command again: it begins anew");
    }
    return dataset.episode(index);
  }
}
