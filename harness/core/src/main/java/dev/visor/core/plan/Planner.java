package dev.visor.core.plan;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Turns a suite into its grid of trials: every name is looked up, every parameter gets its value.
 * The result depends on suite and registry alone, and on what was imported under the names that the
 * suite gives.
 */
public final class Planner {
  private final PluginRegistry registry;
  private final Supplier<List<DatasetCard>> imported;

  /** A planner that knows of no imported datasets. */
  public Planner(PluginRegistry registry) {
    this(registry, List::of);
  }

  /**
   * @param store where imported datasets are looked up; only if a suite names one
   */
  public Planner(PluginRegistry registry, DatasetStore store) {
    this(registry, store::imported);
  }

  private Planner(PluginRegistry registry, Supplier<List<DatasetCard>> imported) {
    this.registry = registry;
    this.imported = imported;
  }

  /**
   * Plans a suite.
   *
   * @throws VisorException with the place in the suite, the nearest name and the command that lists
   *     the right ones, if a name stands for nothing or two stand for the same
   */
  public Plan plan(Suite suite) {
    Lookup lookup = new Lookup(registry, suite);
    List<TaskDescriptor> tasks = tasks(suite, lookup);
    List<MetricDescriptor> metrics = metrics(suite, lookup);
    List<ResolvedVariant> variants = variants(suite, lookup);
    refuseSameSizes(suite);

    ImportedDatasets foreign = new ImportedDatasets(suite, tasks, imported);
    Map<String, PlannedDataset> datasets = new LinkedHashMap<>();
    List<PlannedTrial> trials = new ArrayList<>();
    for (TaskDescriptor task : tasks) {
      Map<String, DatasetId> ofTask = new HashMap<>();
      for (int kind = 0; kind < suite.kinds().size(); kind++) {
        Optional<PlannedDataset> dataset =
            foreign.names(kind)
                ? foreign.find(task, kind)
                : Optional.of(made(suite, task, lookup.recipe(task, kind)));
        if (dataset.isPresent()) {
          if (datasets.putIfAbsent(dataset.get().recipe().id().toString(), dataset.get()) != null) {
            throw VisorException.usage(
                "dataset " + dataset.get().recipe().id() + " is asked for twice",
                suite.places().of("datasets.kinds", kind),
                "remove one of the two");
          }
          refuseOtherVersion(suite, kind, dataset.get().recipe().id(), ofTask);
          addOffline(suite, task, dataset.get(), variants, trials);
        }
      }
      addOnline(suite, task, variants, trials);
    }
    return new Plan(
        resolved(suite, tasks, variants), trials, List.copyOf(datasets.values()), tasks, metrics);
  }

  /** Tables tell the datasets of a task by their names: two versions would be one cell. */
  private static void refuseOtherVersion(
      Suite suite, int kind, DatasetId id, Map<String, DatasetId> byName) {
    DatasetId other = byName.putIfAbsent(id.namespace() + "/" + id.kind(), id);
    if (other != null) {
      throw VisorException.usage(
          "dataset " + id + " is asked for beside " + other + ": tables could not tell them apart",
          suite.places().of("datasets.kinds", kind),
          "remove one of the two; a suite of another name may ask for it");
    }
  }

  private static List<TaskDescriptor> tasks(Suite suite, Lookup lookup) {
    List<TaskDescriptor> tasks = new ArrayList<>();
    for (int i = 0; i < suite.tasks().size(); i++) {
      TaskDescriptor task = lookup.task(i);
      if (tasks.stream().anyMatch(other -> other.id().equals(task.id()))) {
        throw VisorException.usage(
            "task " + task.id() + " is asked for twice",
            suite.places().of("tasks", i),
            "remove one of the two");
      }
      tasks.add(task);
    }
    return tasks;
  }

  private static List<MetricDescriptor> metrics(Suite suite, Lookup lookup) {
    List<MetricDescriptor> metrics = new ArrayList<>();
    for (int i = 0; i < suite.metrics().size(); i++) {
      MetricDescriptor metric = lookup.metric(i);
      if (metrics.contains(metric)) {
        throw VisorException.usage(
            "metric " + metric.id() + " is asked for twice",
            suite.places().of("metrics", i),
            "remove one of the two");
      }
      metrics.add(metric);
    }
    return metrics;
  }

  private static List<ResolvedVariant> variants(Suite suite, Lookup lookup) {
    List<ResolvedVariant> variants = new ArrayList<>();
    for (int i = 0; i < suite.algorithms().size(); i++) {
      Variant variant = suite.algorithms().get(i);
      AlgorithmDescriptor<?> algorithm = lookup.algorithm(variant);
      SortedMap<String, String> parameters = lookup.parameters(i);
      variants.add(
          new ResolvedVariant(variant, algorithm, parameters, lookup.telling(variant, parameters)));
    }
    return variants;
  }

  private static void refuseSameSizes(Suite suite) {
    for (int i = 0; i < suite.sizes().size(); i++) {
      if (suite.sizes().indexOf(suite.sizes().get(i)) < i) {
        throw VisorException.usage(
            "size " + suite.sizes().get(i) + " is asked for twice",
            suite.places().of("datasets.sizes", i),
            "remove one of the two");
      }
    }
  }

  private static PlannedDataset made(Suite suite, TaskDescriptor task, DatasetRecipe recipe) {
    ObservationSpec observation =
        new ObservationSpec(suite.imageSize(), suite.imageSize(), task.proprioception().size());
    return PlannedDataset.made(recipe, observation, task.decisions());
  }

  /** Trials on a dataset, by their sizes. */
  private static void addOffline(
      Suite suite,
      TaskDescriptor task,
      PlannedDataset dataset,
      List<ResolvedVariant> variants,
      List<PlannedTrial> trials) {
    for (int size = 0; size < suite.sizes().size(); size++) {
      refuseTooLarge(suite, size, dataset);
      Source source =
          new Source(dataset.recipe().id(), dataset.identity(), suite.sizes().get(size));
      for (ResolvedVariant variant : variants) {
        if (!variant.asked.online()) {
          addSeeds(suite, task, source, variant, trials);
        }
      }
    }
  }

  /** A subset that is larger than the whole would be the whole under a wrong name. */
  private static void refuseTooLarge(Suite suite, int size, PlannedDataset dataset) {
    DatasetSize wanted = suite.sizes().get(size);
    long most = dataset.mostTransitions();
    if (!wanted.equals(DatasetSize.FULL) && wanted.transitions() > most) {
      throw VisorException.usage(
          "size "
              + wanted
              + " is more than "
              + dataset.recipe().id()
              + " has: at most "
              + most
              + " transitions",
          suite.places().of("datasets.sizes", size),
          "write full, or a smaller size");
    }
  }

  /** Trials in the environment itself: by their steps, as the suite first names them. */
  private static void addOnline(
      Suite suite, TaskDescriptor task, List<ResolvedVariant> variants, List<PlannedTrial> trials) {
    variants.forEach(variant -> refuseHalfDecisions(task, variant.asked));
    var id = new DatasetId(task.id().name(), PlannedTrial.ONLINE, task.id().version());
    variants.stream()
        .flatMap(variant -> variant.asked.environmentSteps().stream())
        .distinct()
        .forEach(
            steps ->
                variants.stream()
                    .filter(variant -> variant.asked.environmentSteps().equals(Optional.of(steps)))
                    .forEach(
                        variant ->
                            addSeeds(suite, task, new Source(id, "", steps), variant, trials)));
  }

  /** The last action would go on beyond the budget. */
  private static void refuseHalfDecisions(TaskDescriptor task, Variant variant) {
    if (variant.online() && task.horizon() % task.actionRepeat() != 0) {
      throw VisorException.usage(
          variant.name()
              + " learns in "
              + task.id()
              + ", whose episodes of "
              + task.horizon()
              + " steps end in the middle of an action, which takes "
              + task.actionRepeat(),
          variant.place(),
          "learn in another task: no number of steps can be kept to in this one");
    }
    variant
        .environmentSteps()
        .filter(steps -> steps.transitions() % task.actionRepeat() != 0)
        .ifPresent(
            steps -> {
              throw VisorException.usage(
                  variant.name()
                      + " has "
                      + steps
                      + " steps, and an action of "
                      + task.id()
                      + " takes "
                      + task.actionRepeat(),
                  variant.place(),
                  "write a multiple of " + task.actionRepeat() + " as env_steps");
            });
  }

  /** What a trial learns from, and how much of it. */
  private record Source(DatasetId id, String identity, DatasetSize size) {}

  private static void addSeeds(
      Suite suite,
      TaskDescriptor task,
      Source source,
      ResolvedVariant variant,
      List<PlannedTrial> trials) {
    DatasetId id = source.id();
    DatasetSize size = source.size();
    TrialIdentity identity =
        new TrialIdentity(
            variant.algorithm.id(),
            variant.algorithm.version(),
            variant.parameters,
            task.id(),
            id,
            source.identity(),
            size,
            suite.imageSize(),
            suite.protocol(),
            suite.seed());
    for (int seed = 0; seed < suite.seeds(); seed++) {
      String ofSeed = identity.ofSeed(seed);
      trials.add(
          new PlannedTrial(
              TrialName.of(variant.asked.name(), task.id(), id.kind(), size, seed, ofSeed),
              ofSeed,
              variant.asked.name(),
              variant.algorithm.id(),
              variant.algorithm.version(),
              variant.parameters,
              task.id(),
              id,
              source.identity(),
              size,
              suite.imageSize(),
              seed,
              suite.seed(),
              suite.protocol()));
    }
  }

  private static Suite resolved(
      Suite suite, List<TaskDescriptor> tasks, List<ResolvedVariant> variants) {
    return new Suite(
        suite.name(),
        suite.seed(),
        suite.protocol(),
        suite.imageSize(),
        tasks.stream().map(task -> task.id().toString()).toList(),
        suite.kinds(),
        suite.sizes(),
        suite.seeds(),
        suite.profile(),
        variants.stream().map(ResolvedVariant::complete).toList(),
        suite.metrics(),
        suite.places());
  }

  /**
   * A variant and the algorithm it names.
   *
   * @param all its parameters
   * @param parameters those that its trials are told by
   */
  private record ResolvedVariant(
      Variant asked,
      AlgorithmDescriptor<?> algorithm,
      SortedMap<String, String> all,
      SortedMap<String, String> parameters) {
    Variant complete() {
      return new Variant(
          asked.name(), asked.algorithm(), all, asked.environmentSteps(), asked.place());
    }
  }
}
