package dev.visor.core.benchmark;

import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.trial.ChildJvm;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.JarStore;
import dev.visor.core.trial.MachineMemory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How our process is started: a JVM that is set up as a trial's is. */
final class OurLauncher {
  /** Whom messages name. */
  static final String NAME = "Visor";

  private final String benchmark;
  private final Path home;
  private final List<CodeEntry> classPath;
  private final List<String> plugins;

  /** Copies jars that are not in the jar store yet. */
  OurLauncher(BenchmarkHost host, String benchmark) throws IOException {
    this.benchmark = benchmark;
    this.home = host.home();
    JarStore jars = new JarStore(home);
    this.classPath = jars.keep(classPath());
    this.plugins =
        jars.keep(plugins(host.plugins().plugins(), benchmark)).stream()
            .map(entry -> entry.path().toString())
            .toList();
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** The plugin that brings the benchmark; all for one of Visor's own, which may look for tasks. */
  private static List<Path> plugins(List<LoadedPlugin> all, String benchmark) {
    List<Path> bringing =
        all.stream()
            .filter(plugin -> plugin.benchmarks().contains(benchmark))
            .map(LoadedPlugin::jar)
            .toList();
    return bringing.isEmpty() ? all.stream().map(LoadedPlugin::jar).toList() : bringing;
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param export the folder where it writes what a script needs; empty for none
   * @throws dev.visor.core.VisorException if the benchmark cannot be opened
   */
  BenchmarkProcess start(BenchmarkSession session, String variant, int threads, String export)
      throws IOException, InterruptedException {
    ChildJvm jvm = new ChildJvm(classPath, home, threads, MachineMemory.usable(), /* pin= */ false);
    Path order = session.folder().resolve("order.json");
    String work = session.newFolder("work").toString();
    new BenchmarkOrder(benchmark, variant, threads, plugins, work, export).write(order);
    BenchmarkProcess ours =
        session.start(
            NAME,
            jvm.process(BenchmarkMain.class, List.of(order.toString()), session.folder()),
            "ours");
    ours.engine();
    return ours;
  }
}
