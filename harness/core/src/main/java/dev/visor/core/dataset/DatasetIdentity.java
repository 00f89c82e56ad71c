package dev.visor.core.dataset;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import java.nio.charset.StandardCharsets;

/**
 * What a dataset is, in one number: SHA-256 of its recipe and of the observation it is seen
 * through. It is known before the data is made; two stores that hold the same identity hold the
 * same episodes.
 */
public final class DatasetIdentity {
  private DatasetIdentity() {}

  /**
   * The identity of what a recipe makes.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public static String of(DatasetRecipe recipe, ObservationSpec observation) {
    return Sha256.of(text(recipe, observation).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * One line a field, none of which can hold a line's end. The summary is left out: it is for
   * people. The first line changes if ever the same recipe is written down in another way.
   */
  private static String text(DatasetRecipe recipe, ObservationSpec observation) {
    return String.join(
        "\n",
        "visor dataset 1",
        "id " + recipe.id(),
        "task " + recipe.task(),
        "episodes " + recipe.episodes(),
        "seed " + recipe.seed(),
        "recipe " + recipe.digest(),
        "height " + observation.height(),
        "width " + observation.width(),
        "proprio " + observation.proprio(),
        "");
  }
}
