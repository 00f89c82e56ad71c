package dev.visor.core.plugin;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Metric;
import dev.visor.core.VisorException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pf4j.ExtensionPoint;

/**
 * Everything that plugins bring: each extension made once, each description asked for once. Never
 * changes, and may be used by several threads.
 *
 * <p>A name that nobody brings is a usage error that names the nearest one; a name that a broken
 * plugin brings is an integrity error that says what broke it.
 */
public final class PluginRegistry {
  private final List<LoadedPlugin> plugins;
  private final PluginContents contents;
  private final TaskCatalogue catalogue;

  PluginRegistry(List<LoadedPlugin> plugins, PluginContents contents) {
    this.plugins = List.copyOf(plugins);
    this.contents = contents;
    this.catalogue = new TaskCatalogue(contents.tasks, this.plugins);
  }

  /**
   * A registry of extensions that are at hand, and of the built-in metrics, without any jar.
   *
   * @throws IllegalArgumentException if one of them does not describe itself as it must
   */
  public static PluginRegistry of(ExtensionPoint... extensions) {
    PluginContents contents = new PluginContents();
    BuiltInMetrics.all().forEach(contents::add);
    for (ExtensionPoint extension : extensions) {
      contents.add(extension);
    }
    return new PluginRegistry(List.of(), contents);
  }

  /**
   * The same registry, and with it benchmarks that the host brings itself.
   *
   * @throws VisorException with exit code 6 if a plugin brings one of the same name
   */
  public PluginRegistry with(List<Benchmark> own) {
    PluginContents more = contents.copy();
    for (Benchmark benchmark : own) {
      String name = benchmark.describe().name();
      for (LoadedPlugin plugin : plugins) {
        if (plugin.benchmarks().contains(name)) {
          throw Merger.twice("benchmark", name, "Visor itself", plugin.jar().toString());
        }
      }
      more.add(benchmark);
    }
    return new PluginRegistry(plugins, more);
  }

  /** All plugins, broken ones too, sorted by id. */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /** Some of the plugins, and all whose classes they may use, sorted by id. */
  public List<LoadedPlugin> withNeeds(Predicate<LoadedPlugin> which) {
    Map<String, LoadedPlugin> byId = new HashMap<>();
    plugins.forEach(plugin -> byId.put(plugin.id(), plugin));
    SortedMap<String, LoadedPlugin> needed = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    plugins.stream().filter(which).map(LoadedPlugin::id).forEach(open::add);
    while (!open.isEmpty()) {
      LoadedPlugin next = byId.get(open.remove());
      if (next != null && needed.put(next.id(), next) == null) {
        open.addAll(next.needs());
      }
    }
    return List.copyOf(needed.values());
  }

  /** All algorithms, sorted by id. */
  public List<Algorithm> algorithms() {
    return contents.algorithms.values().stream()
        .map(PluginContents.FoundAlgorithm::algorithm)
        .toList();
  }

  /** All descriptions of algorithms, sorted by id. */
  public List<AlgorithmDescriptor<?>> descriptors() {
    List<AlgorithmDescriptor<?>> descriptors = new ArrayList<>();
    contents.algorithms.values().forEach(found -> descriptors.add(found.descriptor()));
    return descriptors;
  }

  /**
   * An algorithm.
   *
   * @throws VisorException with exit code 2 if there is none of that id, 6 if its plugin is broken
   */
  public Algorithm algorithm(String id) {
    return foundAlgorithm(id).algorithm();
  }

  /** What an algorithm said of itself when it was loaded; fails as {@link #algorithm} does. */
  public AlgorithmDescriptor<?> descriptor(String algorithm) {
    return foundAlgorithm(algorithm).descriptor();
  }

  /** The parameters of an algorithm; fails as {@link #algorithm} does. */
  public AlgorithmParameters parameters(String algorithm) {
    return foundAlgorithm(algorithm).parameters();
  }

  /** Every task. */
  public TaskCatalogue environments() {
    return catalogue;
  }

  /** All recipes, sorted by id. */
  public List<DatasetRecipe> recipes() {
    return contents.datasets.values().stream().map(PluginContents.FoundDataset::recipe).toList();
  }

  /**
   * Who follows a recipe.
   *
   * @throws VisorException with exit code 2 if there is no such dataset
   */
  public Datasets datasets(DatasetId id) {
    return foundDataset(id).datasets();
  }

  /** A dataset's recipe; fails as {@link #datasets} does. */
  public DatasetRecipe recipe(DatasetId id) {
    return foundDataset(id).recipe();
  }

  /** All metrics, built-in ones too, sorted by id. */
  public List<Metric> metrics() {
    return List.copyOf(contents.metrics.values());
  }

  /**
   * A metric.
   *
   * @throws VisorException with exit code 2 if there is none of that id, 6 if its plugin is broken
   */
  public Metric metric(String id) {
    Metric metric = contents.metrics.get(id);
    if (metric == null) {
      throw missing("metric", id, contents.metrics.keySet());
    }
    return metric;
  }

  /** What all benchmarks said of themselves, sorted by name. */
  public List<BenchmarkDescriptor> benchmarks() {
    return contents.benchmarks.values().stream()
        .map(PluginContents.FoundBenchmark::descriptor)
        .toList();
  }

  /**
   * A benchmark.
   *
   * @throws VisorException with exit code 2 if there is none of that name, 6 if its plugin is
   *     broken
   */
  public Benchmark benchmark(String name) {
    return foundBenchmark(name).benchmark();
  }

  /** What a benchmark said of itself when it was loaded; fails as {@link #benchmark} does. */
  public BenchmarkDescriptor benchmarkDescriptor(String name) {
    return foundBenchmark(name).descriptor();
  }

  private PluginContents.FoundBenchmark foundBenchmark(String name) {
    PluginContents.FoundBenchmark found = contents.benchmarks.get(name);
    if (found == null) {
      throw missing("benchmark", name, contents.benchmarks.keySet());
    }
    return found;
  }

  private PluginContents.FoundAlgorithm foundAlgorithm(String id) {
    PluginContents.FoundAlgorithm found = contents.algorithms.get(id);
    if (found == null) {
      throw missing("algorithm", id, contents.algorithms.keySet());
    }
    return found;
  }

  private PluginContents.FoundDataset foundDataset(DatasetId id) {
    PluginContents.FoundDataset found = contents.datasets.get(id);
    if (found == null) {
      throw missing("dataset", id.toString(), contents.names(contents.datasets));
    }
    return found;
  }

  private VisorException missing(String sort, String id, Collection<String> known) {
    for (LoadedPlugin plugin : plugins) {
      if (plugin.state() instanceof LoadedPlugin.Broken broken && brings(plugin, sort, id)) {
        return VisorException.integrity(
            "the " + sort + " '" + id + "' cannot be used: " + broken.reason(),
            plugin.jar().toString(),
            "repair the plugin '" + plugin.id() + "', or take it away");
      }
    }
    return UnknownName.of("there is no " + sort + " '" + id + "'", id, known, plugins);
  }

  private static boolean brings(LoadedPlugin plugin, String sort, String id) {
    List<String> names =
        switch (sort) {
          case "algorithm" -> plugin.algorithms();
          case "dataset" -> plugin.datasets();
          case "benchmark" -> plugin.benchmarks();
          default -> plugin.metrics();
        };
    return names.contains(id);
  }
}
