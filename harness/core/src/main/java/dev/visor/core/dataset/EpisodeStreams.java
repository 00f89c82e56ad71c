package dev.visor.core.dataset;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import java.util.HashMap;
import java.util.Map;

/**
 * The random streams of one episode: of the recipe's seed and id, the episode's index, and the
 * stream's name. The picture's size is not among them, so that a dataset at another size shows the
 * same episodes.
 */
final class EpisodeStreams implements RandomStreams {
  private final DatasetRecipe recipe;
  private final int index;
  private final Map<String, RandomStream> streams = new HashMap<>();

  EpisodeStreams(DatasetRecipe recipe, int index) {
    this.recipe = recipe;
    this.index = index;
  }

  @Override
  public RandomStream stream(String name) {
    return streams.computeIfAbsent(
        name,
        key ->
            RandomStream.of(
                Long.toString(recipe.seed()),
                recipe.id().toString(),
                Integer.toString(index),
                key));
  }
}
