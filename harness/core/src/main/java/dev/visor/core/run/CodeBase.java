package dev.visor.core.run;

import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.JarStore;
import dev.visor.core.trial.ProcessorClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code that trials run: this process's own class path, and the plugins that a trial needs, all
 * from the jar store.
 */
public final class CodeBase {
  /** Parts of the host that can change a result, as jars or as class folders of a build. */
  private static final Pattern DECISIVE = Pattern.compile("(visor-)?(api|core|nn|mujoco)\\b.*");

  private final PluginRegistry plugins;
  private final List<CodeEntry> host;
  private final List<CodeEntry> decisive;
  private final Map<Path, CodeEntry> pluginJars = new LinkedHashMap<>();
  private final String java =
      System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version");
  private final String cpu = ProcessorClass.current();

  private CodeBase(PluginRegistry plugins, List<CodeEntry> host) {
    this.plugins = plugins;
    this.host = host;
    this.decisive =
        host.stream().filter(entry -> DECISIVE.matcher(entry.name()).matches()).toList();
  }

  /** Looks at the class path of this process and at the plugins' jars; copies what is new. */
  public static CodeBase of(PluginRegistry plugins, JarStore store) throws IOException {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    CodeBase code = new CodeBase(plugins, store.keep(classPath));
    for (LoadedPlugin plugin : plugins.plugins()) {
      store.keep(List.of(plugin.jar())).forEach(jar -> code.pluginJars.put(plugin.jar(), jar));
    }
    return code;
  }

  /** The host's own class path. */
  public List<CodeEntry> host() {
    return host;
  }

  /** The plugin that brings the trial's algorithm. */
  List<CodeEntry> trainingPlugins(PlannedTrial trial) {
    return entries(plugin -> plugin.algorithms().contains(trial.algorithm()));
  }

  /** The plugins that bring the trial's algorithm and its task. */
  List<CodeEntry> evaluationPlugins(PlannedTrial trial) {
    String task = trial.task().toString();
    return entries(
        plugin -> plugin.algorithms().contains(trial.algorithm()) || plugin.tasks().contains(task));
  }

  private List<CodeEntry> entries(Predicate<LoadedPlugin> which) {
    List<CodeEntry> entries = new ArrayList<>();
    for (LoadedPlugin plugin : plugins.plugins()) {
      CodeEntry entry = pluginJars.get(plugin.jar());
      if (entry != null && which.test(plugin)) {
        entries.add(entry);
      }
    }
    return entries;
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
  List<String> changed(PlannedTrial trial, Fingerprint evidence) {
    return Stream.concat(decisive.stream(), evaluationPlugins(trial).stream())
        .filter(entry -> !entry.sha256().equals(evidence.files().get(entry.name())))
        .map(CodeEntry::name)
        .toList();
  }
}
