package dev.visor.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.visor.core.benchmark.OwnBenchmarks;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginLock;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.plugin.PluginVetting;
import dev.visor.core.trial.JarStamps;
import dev.visor.core.trial.PluginProbe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Wires the command line. Plugins are loaded, and the store is opened, when a command first asks
 * for them, after its options are read.
 */
final class HostModule extends AbstractModule {
  private final HostOptions options;
  private final Console console;
  private final JarStamps own;
  private final Signals signals;

  HostModule(HostOptions options, Console console, JarStamps own, Signals signals) {
    this.options = options;
    this.console = console;
    this.own = own;
    this.signals = signals;
  }

  @Override
  protected void configure() {
    bind(HostOptions.class).toInstance(options);
    bind(Console.class).toInstance(console);
    bind(JarStamps.class).toInstance(own);
    bind(Signals.class).toInstance(signals);
  }

  @Provides
  @Singleton
  PluginRegistry plugins() {
    PluginProbe probe = new PluginProbe(options.home());
    return OwnBenchmarks.in(
        PluginHost.start(
            options.pluginJars(),
            candidates -> {
              PluginLock.read(options.lock()).ifPresent(lock -> lock.check(own(candidates)));
              return probe.warnings(candidates);
            }));
  }

  /** Those that do not ship with Visor, wherever they lie and however they were named. */
  private List<PluginVetting.Candidate> own(List<PluginVetting.Candidate> candidates) {
    Set<Path> jars =
        PluginHost.candidates(options.ownPluginJars()).stream()
            .map(PluginVetting.Candidate::jar)
            .collect(Collectors.toSet());
    return candidates.stream().filter(candidate -> jars.contains(candidate.jar())).toList();
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
