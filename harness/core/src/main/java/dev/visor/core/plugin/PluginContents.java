package dev.visor.core.plugin;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environments;
import dev.visor.api.Metric;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What extensions bring, as they describe it themselves. Filled while one plugin is read, and again
 * with everything of all plugins.
 */
final class PluginContents {
  /** An algorithm and all that was asked of it. */
  record FoundAlgorithm(
      Algorithm algorithm, AlgorithmDescriptor<?> descriptor, AlgorithmParameters parameters) {}

  /** A task and who opens it. */
  record FoundTask(Environments environments, TaskDescriptor descriptor) {}

  /** A recipe and who follows it. */
  record FoundDataset(Datasets datasets, DatasetRecipe recipe) {}

  /** A benchmark and what it said of itself. */
  record FoundBenchmark(Benchmark benchmark, BenchmarkDescriptor descriptor) {}

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*");

  final SortedMap<String, FoundAlgorithm> algorithms = new TreeMap<>();
  final SortedMap<TaskId, FoundTask> tasks = new TreeMap<>();
  final SortedMap<DatasetId, FoundDataset> datasets = new TreeMap<>();
  final SortedMap<String, Metric> metrics = new TreeMap<>();
  final SortedMap<String, FoundBenchmark> benchmarks = new TreeMap<>();

  /** The same contents, to be added to. */
  PluginContents copy() {
    PluginContents copy = new PluginContents();
    copy.algorithms.putAll(algorithms);
    copy.tasks.putAll(tasks);
    copy.datasets.putAll(datasets);
    copy.metrics.putAll(metrics);
    copy.benchmarks.putAll(benchmarks);
    return copy;
  }

  /**
   * Asks an extension for its descriptions and keeps them.
   *
   * @throws IllegalArgumentException if what it says of itself cannot be used
   */
  void add(Object extension) {
    boolean known = false;
    if (extension instanceof Algorithm algorithm) {
      add(algorithm);
      known = true;
    }
    if (extension instanceof Environments environments) {
      for (TaskDescriptor task : environments.tasks()) {
        once("task", task.id(), tasks.put(task.id(), new FoundTask(environments, task)));
      }
      known = true;
    }
    if (extension instanceof Datasets found) {
      for (DatasetRecipe recipe : found.recipes()) {
        once("dataset", recipe.id(), datasets.put(recipe.id(), new FoundDataset(found, recipe)));
      }
      known = true;
    }
    if (extension instanceof Metric metric) {
      MetricDescriptor descriptor = metric.describe();
      checkId("metric", descriptor.id());
      once("metric", descriptor.id(), metrics.put(descriptor.id(), metric));
      known = true;
    }
    if (extension instanceof Benchmark benchmark) {
      BenchmarkDescriptor descriptor = benchmark.describe();
      checkId("benchmark", descriptor.name());
      once(
          "benchmark",
          descriptor.name(),
          benchmarks.put(descriptor.name(), new FoundBenchmark(benchmark, descriptor)));
      known = true;
    }
    if (!known) {
      throw new IllegalArgumentException(
          "it is none of Algorithm, Environments, Datasets, Metric and Benchmark of dev.visor.api");
    }
  }

  private void add(Algorithm algorithm) {
    AlgorithmDescriptor<?> descriptor = algorithm.describe();
    checkId("algorithm", descriptor.id());
    if (descriptor.version() < 1) {
      throw new IllegalArgumentException(
          "the algorithm "
              + descriptor.id()
              + " has version "
              + descriptor.version()
              + ", below 1");
    }
    FoundAlgorithm found =
        new FoundAlgorithm(algorithm, descriptor, AlgorithmParameters.of(descriptor));
    once("algorithm", descriptor.id(), algorithms.put(descriptor.id(), found));
  }

  List<String> names(SortedMap<?, ?> found) {
    return found.keySet().stream().map(Object::toString).toList();
  }

  private static void checkId(String sort, String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'" + id + "' is no name of a " + sort + "; use lower-case words joined by '-'");
    }
  }

  private static void once(
      String sort, Object id, @org.jspecify.annotations.Nullable Object before) {
    if (before != null) {
      throw new IllegalArgumentException("it brings the " + sort + " " + id + " twice");
    }
  }
}
