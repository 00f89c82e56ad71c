package dev.visor.core.run;

import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plan.Planner;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.SuiteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in which runs with the toy plugin are made: home, store, plugin jar and suite. */
public final class ToyRun {
  private static final String PACKAGE = "com/example/toy/";
  private static final String EXTENSIONS =
      """
      com.example.toy.ToyAlgorithm
      com.example.toy.ToyData
      com.example.toy.ToyTasks
      """;

  /** Two kinds of data and two seeds. */
  static final String TWO_BY_TWO =
      """
      schema: 1
      name: toy-suite
      protocol: { eval_episodes: 3, eval_points: 4, checkpoint: last3, threads: 1, wall_limit: 2m }
      observation: 16px
      tasks: [toy-line@1]
      datasets: { kinds: [random, expert], sizes: [full] }
      seeds: 2
      algorithms:
        - toy: { updates: UPDATES, millis: MILLIS }
      metrics: [return_raw, score_0_100]
      """;

  final List<RunEvent> events = new ArrayList<>();
  private final Path place;
  private final Path home;
  private final Path jar;
  private @Nullable RunHost host;

  /**
   * @param place an empty folder, or one of an earlier instance
   * @param home what Visor keeps between runs
   */
  public ToyRun(Path place, Path home) {
    this.place = place;
    this.home = home;
    this.jar = place.resolve("toy.jar");
    if (!Files.exists(jar)) {
      writeJar("1.0.0");
    }
  }

  /** One trial in the environment, beside one on its data. */
  static String online(int steps, int millis) {
    return """
    schema: 1
    name: toy-online
    protocol: { eval_episodes: 3, eval_points: 4, checkpoint: last3, threads: 1, wall_limit: 2m }
    observation: 16px
    tasks: [toy-line@1]
    datasets: { kinds: [random], sizes: [full] }
    seeds: 1
    algorithms:
      - toy: { updates: 40 }
      - toy: { at: 10000, millis: MILLIS }
        online: { env_steps: STEPS }
        as: toy-online
    metrics: [return_raw, score_0_100]
    """
        .replace("STEPS", Integer.toString(steps))
        .replace("MILLIS", Integer.toString(millis));
  }

  public static String twoByTwo(int updates, int millis) {
    return TWO_BY_TWO
        .replace("UPDATES", Integer.toString(updates))
        .replace("MILLIS", Integer.toString(millis));
  }

  /** One trial for each way of misbehaving, with a well-behaved one at the end. */
  static String mischief(String wallLimit, String... ways) {
    StringBuilder suite =
        new StringBuilder(
            """
            schema: 1
            name: mischief
            protocol: { eval_episodes: 2, eval_points: 2, checkpoint: final, threads: 1, wall_limit: %s }
            observation: 16px
            tasks: [toy-line@1]
            datasets: { kinds: [random], sizes: [full] }
            seeds: 1
            metrics: [return_raw]
            algorithms:
            """
                .formatted(wallLimit));
    for (String way : ways) {
      suite.append("  - toy: { mischief: %s }\n    as: %s\n".formatted(way, way));
    }
    return suite.append("  - toy\n").toString();
  }

  /** Packs the toy plugin, as a build would. */
  public void writeJar(String version) {
    host = null;
    String manifest =
        """
        Manifest-Version: 1.0
        Plugin-Id: toy
        Plugin-Version: %s
        Plugin-Requires: 0.1.0
        """
            .formatted(version);
    try {
      Path classes =
          Path.of(ToyRun.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      try (JarOutputStream jarFile = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> files = Files.list(classes.resolve(PACKAGE))) {
        add(jarFile, JarFile.MANIFEST_NAME, manifest.getBytes(StandardCharsets.UTF_8));
        add(jarFile, "META-INF/extensions.idx", EXTENSIONS.getBytes(StandardCharsets.UTF_8));
        for (Path file : files.sorted().toList()) {
          add(jarFile, PACKAGE + file.getFileName(), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(0);
    entries.putNextEntry(entry);
    entries.write(content);
    entries.closeEntry();
  }

  /** With the plugin as it was when it was last packed. */
  public RunHost host() {
    if (host == null) {
      host =
          new RunHost(
              PluginHost.start(List.of(jar)), new DatasetStore(place.resolve("data")), home);
    }
    return host;
  }

  public Path data() {
    return place.resolve("data");
  }

  public RunFolder folder(String name) {
    return new RunFolder(place.resolve(name));
  }

  public Plan plan(String suite) {
    return plan(host().plugins(), suite);
  }

  private Plan plan(PluginRegistry plugins, String suite) {
    try {
      Path file = Files.writeString(place.resolve("suite.yaml"), suite);
      return new Planner(plugins, host().datasets()).plan(SuiteReader.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RunReport run(String suite, String folder, RunOptions options) {
    return run(suite, folder, options, new Interruption());
  }

  RunReport run(String suite, String folder, RunOptions options, Interruption interruption) {
    RunHost host = host();
    Plan plan = plan(host.plugins(), suite);
    return new Runner(host, events::add).run(plan, plan, folder(folder), options, interruption);
  }

  /** Checkpoints so often that every kill falls between two of them. */
  public static RunOptions forked() {
    return RunOptions.DEFAULT.checkpointEvery(Duration.ofMillis(50));
  }

  public static RunOptions inline() {
    return RunOptions.DEFAULT.engine(RunOptions.Engines.INLINE);
  }

  Manifest manifest(String suite, String folder, String variant) {
    PlannedTrial trial =
        plan(suite).trials().stream()
            .filter(planned -> planned.variant().equals(variant))
            .findFirst()
            .orElseThrow();
    return folder(folder).manifest(trial).orElseThrow();
  }

  TrialStatus status(String suite, String folder, String variant) {
    return manifest(suite, folder, variant).status();
  }

  String trials(String folder) throws IOException {
    return Files.readString(folder(folder).trialsCsv());
  }
}
