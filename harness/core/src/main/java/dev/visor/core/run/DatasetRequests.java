package dev.visor.core.run;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorException;
import dev.visor.core.VisorVersion;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.Sha256;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What has to be said to have a dataset built, from the plugins that are loaded.
 *
 * <p>A build that was interrupted is only continued by the code that began it: by the same jars of
 * the plugins that take part, and of those parts of Visor that can change an episode. Folders of
 * classes, which only a build's own tests run from, are not told apart.
 */
public final class DatasetRequests {
  private final PluginRegistry plugins;
  private final SortedMap<String, String> host;

  /** Looks at this process's class path. */
  public DatasetRequests(PluginRegistry plugins) {
    this(plugins, CodeBase.classPath());
  }

  DatasetRequests(PluginRegistry plugins, List<Path> classPath) {
    this.plugins = plugins;
    this.host = new TreeMap<>();
    for (Path entry : classPath) {
      String name = entry.getFileName().toString();
      if (CodeBase.isDecisive(name) && Files.isRegularFile(entry)) {
        host.put(name, sha256(entry));
      }
    }
  }

  /**
   * The request for what a recipe makes.
   *
   * @param threads how many generators work at once at most
   */
  public BuildRequest of(DatasetRecipe recipe, ObservationSpec observation, int threads) {
    Predicate<LoadedPlugin> takesPart =
        plugin ->
            plugin.datasets().contains(recipe.id().toString())
                || plugin.tasks().contains(recipe.task().toString());
    SortedMap<String, String> madeWith = new TreeMap<>();
    madeWith.put("visor", VisorVersion.current());
    plugins.plugins().stream()
        .filter(takesPart)
        .forEach(plugin -> madeWith.put(plugin.id(), plugin.version()));
    SortedMap<String, String> code = new TreeMap<>(host);
    plugins.withNeeds(takesPart).forEach(plugin -> code.put(plugin.id(), plugin.sha256()));
    return new BuildRequest(
        recipe,
        plugins.datasets(recipe.id()),
        plugins.environments(),
        observation,
        threads,
        madeWith,
        code);
  }

  private static String sha256(Path jar) {
    try {
      return Sha256.of(jar);
    } catch (IOException e) {
      throw VisorException.usage(
              "the jar cannot be read: " + e, jar.toString(), "look at its permissions")
          .causedBy(e);
    }
  }
}
