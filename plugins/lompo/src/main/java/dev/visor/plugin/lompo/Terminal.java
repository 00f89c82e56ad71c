package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;

/** Whether a world model predicts the end of the task. */
public enum Terminal {
  /**
   * Where an episode of the dataset ends so: where only time runs out, there is nothing to learn.
   */
  AUTO,
  /** Always. */
  ON,
  /** Never. */
  OFF;

  /** Whether a model of a dataset has such a head. */
  boolean predicts(DatasetView dataset) {
    if (this != AUTO) {
      return this == ON;
    }
    for (int episode = 0; episode < dataset.episodes(); episode++) {
      if (dataset.terminated(episode)) {
        return true;
      }
    }
    return false;
  }
}
