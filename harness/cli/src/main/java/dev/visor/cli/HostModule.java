package dev.visor.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.visor.core.benchmark.OwnBenchmarks;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginLock;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.JarStamps;
import dev.visor.core.trial.PluginProbe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/**
 * Wires the command line. Plugins are loaded, and the store is opened, when a command first asks
 * for them, after its options are read.
 */
final class HostModule extends AbstractModule {
  private final HostOptions options;
  private final Console console;
  private final JarStamps own;

  HostModule(HostOptions options, Console console, JarStamps own) {
    this.options = options;
    this.console = console;
    this.own = own;
  }

  @Override
  protected void configure() {
    bind(HostOptions.class).toInstance(options);
    bind(Console.class).toInstance(console);
    bind(JarStamps.class).toInstance(own);
  }

  @Provides
  @Singleton
  PluginRegistry plugins() {
    Set<Path> own = Set.copyOf(options.ownPluginJars());
    PluginProbe probe = new PluginProbe(options.home());
    return OwnBenchmarks.in(
        PluginHost.start(
            options.pluginJars(),
            candidates -> {
              PluginLock.read(options.lock())
                  .ifPresent(
                      lock ->
                          lock.check(
                              candidates.stream()
                                  .filter(candidate -> own.contains(candidate.jar()))
                                  .toList()));
              return probe.warnings(candidates);
            }));
  }

  @Provides
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Provides
  @Singleton
  DatasetStore store() {
    return new DatasetStore(options.dataFolder());
  }
}
