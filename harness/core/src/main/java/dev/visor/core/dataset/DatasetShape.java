package dev.visor.core.dataset;

import dev.visor.api.ObservationSpec;

/**
 * How much of what a dataset holds.
 *
 * @param observation what a frame is
 * @param actionSize values in an action
 * @param episodes how many
 * @param transitions actions of all episodes together
 */
record DatasetShape(ObservationSpec observation, int actionSize, int episodes, long transitions) {
  /** Observations of all episodes together: one more than actions in each. */
  long frames() {
    return transitions + episodes;
  }
}
