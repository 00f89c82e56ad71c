package dev.visor.core.benchmark;

import dev.visor.core.plugin.PluginRegistry;
import java.util.List;

/** The benchmarks that are there without a plugin. */
public final class OwnBenchmarks {
  private OwnBenchmarks() {}

  /**
   * A registry with them.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if a plugin brings one of the same name
   */
  public static PluginRegistry in(PluginRegistry plugins) {
    return plugins.with(
        List.of(
            new SamplingBenchmark(SamplingBenchmark.EPISODES),
            new EnvironmentBenchmark(plugins.environments())));
  }
}
