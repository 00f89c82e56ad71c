package dev.visor.core.run;

import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.JarStamps;
import java.nio.file.Path;

/**
 * What a run is carried out with.
 *
 * @param plugins what was found at start-up
 * @param datasets the store; missing datasets are built into it
 * @param home what Visor keeps between runs
 * @param own Visor's own jars, as they were when this process began
 */
public record RunHost(PluginRegistry plugins, DatasetStore datasets, Path home, JarStamps own) {
  /** In a process that has just begun. */
  public RunHost(PluginRegistry plugins, DatasetStore datasets, Path home) {
    this(plugins, datasets, home, JarStamps.ofThisProcess());
  }
}
