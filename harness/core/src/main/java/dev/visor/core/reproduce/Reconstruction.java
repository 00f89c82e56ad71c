package dev.visor.core.reproduce;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Profile;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A plan of trials that are known from their manifests alone. It is refused where what is installed
 * now cannot ask the same question: another version of an algorithm or of a recipe gives an answer
 * of its own, which says nothing about the recorded one.
 */
final class Reconstruction {
  private static final String NAME = "reproduction";
  private static final String METRIC = "return_raw";

  private final PluginRegistry registry;
  private final DatasetStore store;

  /**
   * @param store where imported datasets are, which no recipe makes
   */
  Reconstruction(PluginRegistry registry, DatasetStore store) {
    this.registry = registry;
    this.store = store;
  }

  /**
   * @param trials of one protocol; one or more
   * @throws VisorException with exit code 5 if one of them is not the same question here
   */
  Plan plan(List<PlannedTrial> trials) {
    Map<String, TaskDescriptor> tasks = new LinkedHashMap<>();
    Map<String, PlannedDataset> datasets = new LinkedHashMap<>();
    for (PlannedTrial trial : trials) {
      TaskDescriptor task =
          installed(trial, () -> registry.environments().resolve(trial.task().toString()));
      tasks.put(task.id().toString(), task);
      refuseOtherAlgorithm(trial);
      if (!trial.online()) {
        datasets.computeIfAbsent(trial.datasetIdentity(), unused -> dataset(trial, task));
      }
    }
    return new Plan(
        suite(trials),
        trials,
        List.copyOf(datasets.values()),
        List.copyOf(tasks.values()),
        List.of(registry.metric(METRIC).describe()));
  }

  private void refuseOtherAlgorithm(PlannedTrial trial) {
    int here = installed(trial, () -> registry.descriptor(trial.algorithm())).version();
    if (here != trial.algorithmVersion()) {
      throw notTheSame(
          trial,
          "it was computed by version "
              + trial.algorithmVersion()
              + " of the algorithm "
              + trial.algorithm()
              + ", and version "
              + here
              + " is installed");
    }
  }

  private PlannedDataset dataset(PlannedTrial trial, TaskDescriptor task) {
    Optional<DatasetCard> imported =
        store.card(trial.datasetIdentity()).filter(DatasetCard::imported);
    if (imported.isPresent()) {
      return PlannedDataset.imported(imported.get());
    }
    if (!trial.dataset().namespace().equals(trial.task().name())) {
      throw VisorException.usage(
          "the dataset " + trial.dataset() + " was imported: no recipe makes it again",
          trial.id(),
          "import it, if it is not in the store, and add --stored-data");
    }
    DatasetRecipe recipe = installed(trial, () -> registry.recipe(trial.dataset()));
    ObservationSpec observation =
        new ObservationSpec(trial.imageSize(), trial.imageSize(), task.proprioception().size());
    PlannedDataset made = PlannedDataset.made(recipe, observation, task.decisions());
    if (!made.identity().equals(trial.datasetIdentity())) {
      throw notTheSame(
          trial, "the recipe of " + trial.dataset() + " that is installed is another one");
    }
    return made;
  }

  /** What a trial needs; a plugin that is damaged is an error of its own. */
  private static <T> T installed(PlannedTrial trial, Supplier<T> lookUp) {
    try {
      return lookUp.get();
    } catch (VisorException e) {
      throw e.exit() == ExitCode.USAGE ? notTheSame(trial, e.what()).causedBy(e) : e;
    }
  }

  private static VisorException notTheSame(PlannedTrial trial, String what) {
    return VisorException.of(
        ExitCode.NOT_COMPARABLE,
        what,
        trial.id(),
        "install the Visor and the plugins that its manifest names, or run the suite anew");
  }

  /** What would have asked for these trials. */
  private static Suite suite(List<PlannedTrial> trials) {
    PlannedTrial first = trials.get(0);
    Map<String, Variant> variants = new LinkedHashMap<>();
    for (PlannedTrial trial : trials) {
      variants.putIfAbsent(
          trial.variant(),
          new Variant(
              trial.variant(),
              trial.algorithm(),
              trial.parameters(),
              trial.online() ? Optional.of(trial.size()) : Optional.empty(),
              ""));
    }
    List<PlannedTrial> offline = trials.stream().filter(trial -> !trial.online()).toList();
    return new Suite(
        NAME,
        first.suiteSeed(),
        first.protocol(),
        first.imageSize(),
        distinct(trials, trial -> trial.task().toString()),
        distinct(offline, trial -> trial.kind() + "@" + trial.dataset().version()),
        distinct(offline, PlannedTrial::size),
        1 + trials.stream().mapToInt(PlannedTrial::seedIndex).max().orElse(0),
        Profile.SMOKE,
        List.copyOf(variants.values()),
        List.of(METRIC));
  }

  private static <T> List<T> distinct(
      List<PlannedTrial> trials, Function<PlannedTrial, T> quality) {
    return trials.stream().map(quality).distinct().toList();
  }
}
