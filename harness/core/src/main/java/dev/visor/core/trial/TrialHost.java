package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.core.dataset.StoredDataset;
import java.util.Optional;

/** What a phase takes its parts from. */
public interface TrialHost {
  /** The algorithm of an id. */
  Algorithm algorithm(String id);

  /** The tasks that an evaluation or online training can open; offline training never asks. */
  EnvironmentCatalogue environments();

  /** Opens a dataset that is in the store; only offline training asks. */
  Optional<StoredDataset> dataset(String identity);
}
