package dev.visor.core.plan;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.LearningMode;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.AlgorithmParameters;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.Variant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Finds what the names of a suite stand for. Where one stands for nothing, the failure has the
 * place in the suite and the command that lists the right ones. A task or a kind without a version
 * is the newest there is.
 */
final class Lookup {
  private final PluginRegistry registry;
  private final Suite suite;

  Lookup(PluginRegistry registry, Suite suite) {
    this.registry = registry;
    this.suite = suite;
  }

  AlgorithmDescriptor<?> algorithm(Variant variant) {
    AlgorithmDescriptor<?> found =
        told(
            variant.place(),
            "visor algorithms list",
            () -> registry.descriptor(variant.algorithm()));
    LearningMode asked = variant.online() ? LearningMode.ONLINE : LearningMode.OFFLINE;
    if (!found.modes().contains(asked)) {
      throw VisorException.usage(
          "the algorithm "
              + found.id()
              + (variant.online()
                  ? " learns from datasets alone"
                  : " learns in an environment, not from a dataset"),
          variant.place(),
          variant.online()
              ? "remove online: from it"
              : "write online: { env_steps: 50k } on a line of its own below it");
    }
    return found;
  }

  TaskDescriptor task(int index) {
    return told(
        suite.places().of("tasks", index),
        "visor envs list",
        () -> registry.environments().resolve(suite.tasks().get(index)));
  }

  MetricDescriptor metric(int index) {
    return told(
        suite.places().of("metrics", index),
        "visor metrics list",
        () -> registry.metric(suite.metrics().get(index)).describe());
  }

  /** All parameters of a variant; a wrong one is told with its own place. */
  SortedMap<String, String> parameters(int index) {
    Variant variant = suite.algorithms().get(index);
    AlgorithmParameters parameters = registry.parameters(variant.algorithm());
    try {
      return parameters.complete(suite.profile(), variant.parameters());
    } catch (VisorException together) {
      String command = "visor algorithms show " + variant.algorithm();
      for (Map.Entry<String, String> named : variant.parameters().entrySet()) {
        String place = suite.places().of("algorithms[" + index + "]." + named.getKey());
        told(
            place.isEmpty() ? variant.place() : place,
            command,
            () ->
                parameters.complete(
                    suite.profile(), Collections.singletonMap(named.getKey(), named.getValue())));
      }
      // Each is right by itself: they do not go together.
      throw together.at(variant.place());
    }
  }

  /** Those of a variant's parameters that its trials are told by. */
  SortedMap<String, String> telling(Variant variant, SortedMap<String, String> complete) {
    return registry.parameters(variant.algorithm()).telling(complete);
  }

  DatasetRecipe recipe(TaskDescriptor task, int index) {
    String written = suite.kinds().get(index);
    int at = written.lastIndexOf('@');
    String kind = at < 0 ? written : written.substring(0, at);
    String version = at < 0 ? "" : written.substring(at + 1);
    List<DatasetRecipe> ofTask =
        registry.recipes().stream().filter(recipe -> recipe.task().equals(task.id())).toList();
    return ofTask.stream()
        .filter(recipe -> recipe.id().kind().equals(kind))
        .filter(recipe -> version.isEmpty() || version.equals("" + recipe.id().version()))
        .max(Comparator.comparingInt(recipe -> recipe.id().version()))
        .orElseThrow(() -> noSuchKind(task, written, index, ofTask));
  }

  private VisorException noSuchKind(
      TaskDescriptor task, String written, int index, List<DatasetRecipe> ofTask) {
    List<String> there =
        ofTask.stream()
            .map(recipe -> recipe.id().kind() + versionLike(written, recipe))
            .distinct()
            .sorted()
            .toList();
    return VisorException.usage(
        "task " + task.id() + " has no dataset of the kind '" + written + "'",
        suite.places().of("datasets.kinds", index),
        NearestName.of(written, there).map(name -> "did you mean '" + name + "'? ").orElse("")
            + (there.isEmpty() ? "it has none at all" : "there are: " + String.join(", ", there))
            + "; visor datasets list shows more");
  }

  private static String versionLike(String written, DatasetRecipe recipe) {
    return written.contains("@") ? "@" + recipe.id().version() : "";
  }

  private static <T> T told(String place, String command, Supplier<T> lookup) {
    try {
      return lookup.get();
    } catch (VisorException e) {
      String remedy = e.remedy().isEmpty() ? "" : e.remedy() + "; ";
      throw VisorException.of(e.exit(), e.what(), place, remedy + command + " shows more")
          .causedBy(e);
    }
  }
}
