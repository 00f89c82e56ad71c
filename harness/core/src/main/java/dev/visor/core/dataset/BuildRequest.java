package dev.visor.core.dataset;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dataset to be built.
 *
 * @param recipe what to build
 * @param datasets the extension that brings the recipe
 * @param environments where its generators get their environments from
 * @param observation what is recorded
 * @param threads how many generators work at once, 1 or more; the data does not depend on it
 * @param madeWith versions of what makes it, for {@link DatasetCard#madeWith}; an interrupted build
 *     is only continued with the same
 */
public record BuildRequest(
    DatasetRecipe recipe,
    Datasets datasets,
    EnvironmentCatalogue environments,
    ObservationSpec observation,
    int threads,
    SortedMap<String, String> madeWith) {

  public BuildRequest {
    madeWith = Collections.unmodifiableSortedMap(new TreeMap<>(madeWith));
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; one is the least");
    }
  }

  /** What the dataset will be; see {@link DatasetIdentity}. */
  public String identity() {
    return DatasetIdentity.of(recipe, observation);
  }

  /**
   * The most bytes that the dataset will take on disk: all episodes at their full length.
   *
   * @throws VisorException if no plugin brings the recipe's task
   */
  public long mostBytes() {
    int decisions = task().decisions();
    long frame = observation.imageBytes() + 4L * observation.proprio();
    long transition = 4L * task().actions().size() + 4 + 1 + 1;
    return recipe.episodes() * (frame * (decisions + 1L) + transition * decisions);
  }

  /** Values in an action. */
  int actionSize() {
    return task().actions().size();
  }

  /** All that decides what an interrupted build has made so far, one line each. */
  String origin() {
    StringBuilder text = new StringBuilder("identity ").append(identity()).append('\n');
    for (Map.Entry<String, String> part : madeWith.entrySet()) {
      text.append(part.getKey()).append(' ').append(part.getValue()).append('\n');
    }
    return text.toString();
  }

  private TaskDescriptor task() {
    try {
      return environments.task(recipe.task());
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(
              "the dataset "
                  + recipe.id()
                  + " is of a task that no plugin brings: "
                  + e.getMessage(),
              recipe.id().toString(),
              "name the plugin that brings " + recipe.task() + " with --plugin")
          .causedBy(e);
    }
  }
}
