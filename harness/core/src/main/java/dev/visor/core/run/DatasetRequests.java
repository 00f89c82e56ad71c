package dev.visor.core.run;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorVersion;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginRegistry;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has to be said to have a dataset built, from the plugins that are loaded. */
public final class DatasetRequests {
  private DatasetRequests() {}

  /**
   * The request for what a recipe makes.
   *
   * @param threads how many generators work at once
   */
  public static BuildRequest of(
      PluginRegistry plugins, DatasetRecipe recipe, ObservationSpec observation, int threads) {
    SortedMap<String, String> madeWith = new TreeMap<>();
    madeWith.put("visor", VisorVersion.current());
    for (LoadedPlugin plugin : plugins.plugins()) {
      if (plugin.datasets().contains(recipe.id().toString())
          || plugin.tasks().contains(recipe.task().toString())) {
        madeWith.put(plugin.id(), plugin.version());
      }
    }
    return new BuildRequest(
        recipe,
        plugins.datasets(recipe.id()),
        plugins.environments(),
        observation,
        threads,
        madeWith);
  }
}
