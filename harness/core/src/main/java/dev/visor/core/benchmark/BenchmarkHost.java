package dev.visor.core.benchmark;

import dev.visor.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What benchmarks are run with.
 *
 * @param plugins what was found at start-up, and {@link OwnBenchmarks}
 * @param home what Visor keeps between runs
 * @param yardsticks the folder of the scripts; empty if there is no installation
 */
public record BenchmarkHost(PluginRegistry plugins, Path home, Optional<Path> yardsticks) {}
