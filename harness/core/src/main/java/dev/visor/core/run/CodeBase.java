package dev.visor.core.run;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.JarStamps;
import dev.visor.core.trial.JarStore;
import dev.visor.core.trial.ProcessorClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code that trials run: this process's own class path, and the plugins that a trial needs, all
 * from the jar store.
 */
public final class CodeBase {
  private static final Pattern DECISIVE =
      Pattern.compile("(dev\\.visor\\.)?(api|core|nn|mujoco)([-/].*)?");

  private final PluginRegistry plugins;
  private final JarStamps own;
  private final JarStamps pluginStamps;
  private final List<CodeEntry> host;
  private final List<CodeEntry> decisive;
  private final Map<String, CodeEntry> pluginJars = new LinkedHashMap<>();
  private final String java =
      System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version");
  private final String cpu = ProcessorClass.current();

  private CodeBase(RunHost running, List<CodeEntry> host) {
    this.plugins = running.plugins();
    this.own = running.own();
    this.pluginStamps = JarStamps.of(plugins.plugins().stream().map(LoadedPlugin::jar).toList());
    this.host = host;
    this.decisive = host.stream().filter(entry -> isDecisive(entry.name())).toList();
  }

  /**
   * Whether a jar or a folder of classes is a part of the host that can change a result.
   *
   * @param name as an installation has it, {@code dev.visor.nn-0.1.0.jar}, or a build, {@code
   *     nn-0.1.0.jar}, {@code nn/target/classes}
   */
  static boolean isDecisive(String name) {
    return DECISIVE.matcher(name).matches();
  }

  /**
   * Looks at the class path of this process and at the plugins' jars; copies what is new.
   *
   * @throws VisorException with exit code 6 if one of them is no longer what this process began
   *     with: its trials would run other code than it says
   */
  public static CodeBase of(RunHost running) throws IOException {
    JarStore store = new JarStore(running.home());
    CodeBase code = new CodeBase(running, store.keep(classPath()));
    code.keepPlugins(store);
    code.requireUnreplaced();
    return code;
  }

  /** Where this process has its classes from. */
  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** All in one go, so that two jars of one file name get names that differ. */
  private void keepPlugins(JarStore store) throws IOException {
    List<LoadedPlugin> loaded =
        plugins.plugins().stream().filter(plugin -> Files.exists(plugin.jar())).toList();
    List<CodeEntry> kept = store.keep(loaded.stream().map(LoadedPlugin::jar).toList());
    for (int i = 0; i < loaded.size(); i++) {
      LoadedPlugin plugin = loaded.get(i);
      if (!kept.get(i).sha256().equals(plugin.sha256())) {
        throw replaced(List.of(plugin.jar()));
      }
      pluginJars.put(plugin.id(), kept.get(i));
    }
  }

  /**
   * The same, for those to whom a disk that cannot be written is the user's to mend.
   *
   * @throws VisorException with exit code 2 if the jar store cannot be written, 6 as above
   */
  public static CodeBase ofInstalled(RunHost running) {
    try {
      return of(running);
    } catch (IOException e) {
      throw VisorException.usage(
              "what Visor keeps between runs cannot be written: " + e,
              running.home().toString(),
              "check the disk's free space and the folder's permissions, or name another with"
                  + " VISOR_HOME")
          .causedBy(e);
    }
  }

  /**
   * The jars that this process runs from and that are no longer what it began with. Its trials run
   * from copies and are not concerned.
   */
  List<Path> replaced() {
    return Stream.concat(own.replaced().stream(), pluginStamps.replaced().stream()).toList();
  }

  /**
   * Makes sure of what this process itself has just done with its jars.
   *
   * @throws VisorException with exit code 6 if one of them was replaced
   */
  void requireUnreplaced() {
    List<Path> replaced = replaced();
    if (!replaced.isEmpty()) {
      throw replaced(replaced);
    }
  }

  private static VisorException replaced(List<Path> jars) {
    return VisorException.integrity(
        names(jars) + " changed since this process began, as a build does it",
        jars.get(0).toString(),
        "run it again when the build has ended; what is finished is kept");
  }

  /** File names, for a sentence. */
  static String names(List<Path> jars) {
    return jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", "));
  }

  /** The host's own class path. */
  public List<CodeEntry> host() {
    return host;
  }

  /** The plugin that brings the trial's algorithm, and what it needs. */
  List<CodeEntry> trainingPlugins(PlannedTrial trial) {
    return entries(plugin -> plugin.algorithms().contains(trial.algorithm()));
  }

  /** The plugins that bring the trial's algorithm and its task, and what they need. */
  List<CodeEntry> evaluationPlugins(PlannedTrial trial) {
    String task = trial.task().toString();
    return entries(
        plugin -> plugin.algorithms().contains(trial.algorithm()) || plugin.tasks().contains(task));
  }

  private List<CodeEntry> entries(Predicate<LoadedPlugin> which) {
    return plugins.withNeeds(which).stream()
        .map(plugin -> pluginJars.get(plugin.id()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** What a trial that ran now would be computed with. */
  public Fingerprint fingerprint(PlannedTrial trial) {
    SortedMap<String, String> files = new TreeMap<>();
    host.forEach(entry -> files.put(entry.name(), entry.sha256()));
    evaluationPlugins(trial).forEach(entry -> files.put(entry.name(), entry.sha256()));
    return new Fingerprint(files, java, cpu, trial.protocol().threads());
  }

  /**
   * Which of the files that can change a trial's result are not those that evidence was computed
   * with: its plugins, and Visor's own. Another Java or a library beside them is not counted here,
   * for {@code trials.csv} shows it.
   */
  public List<String> changed(PlannedTrial trial, Fingerprint evidence) {
    return Stream.concat(decisive.stream(), evaluationPlugins(trial).stream())
        .filter(entry -> !entry.sha256().equals(evidence.files().get(entry.name())))
        .map(CodeEntry::name)
        .toList();
  }
}
