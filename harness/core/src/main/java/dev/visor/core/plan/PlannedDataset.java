package dev.visor.core.plan;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;

/**
 * A dataset that some trial of a plan learns from.
 *
 * @param recipe how it is made
 * @param observation what is recorded
 * @param identity SHA-256, in hexadecimal, of recipe and observation
 */
public record PlannedDataset(DatasetRecipe recipe, ObservationSpec observation, String identity) {}
