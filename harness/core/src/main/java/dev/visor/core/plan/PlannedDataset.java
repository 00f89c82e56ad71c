package dev.visor.core.plan;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.DatasetIdentity;

/**
 * A dataset that some trial of a plan learns from.
 *
 * @param recipe how it is made; for an imported one, what its card says of its making
 * @param observation what is recorded
 * @param identity SHA-256, in hexadecimal, of recipe and observation
 * @param mostTransitions how many it has at most
 */
public record PlannedDataset(
    DatasetRecipe recipe, ObservationSpec observation, String identity, long mostTransitions) {

  /**
   * What a recipe makes.
   *
   * @param decisions of an episode at most
   */
  public static PlannedDataset made(
      DatasetRecipe recipe, ObservationSpec observation, int decisions) {
    return new PlannedDataset(
        recipe,
        observation,
        DatasetIdentity.of(recipe, observation),
        (long) recipe.episodes() * decisions);
  }

  /** What came from other people's files. */
  public static PlannedDataset imported(DatasetCard card) {
    return new PlannedDataset(
        card.recipe(), card.observation(), card.identity(), card.transitions());
  }
}
