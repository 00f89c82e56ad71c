package dev.visor.core.run;

import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plugin.PluginRegistry;
import java.nio.file.Path;

/**
 * What a run is carried out with.
 *
 * @param plugins what was found at start-up
 * @param datasets the store; missing datasets are built into it
 * @param home what Visor keeps between runs
 */
public record RunHost(PluginRegistry plugins, DatasetStore datasets, Path home) {}
