package dev.visor.core.plan;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.suite.Places;
import dev.visor.core.suite.Variant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what the names of a suite stand for, and tells of the nearest name where one stands for
 * nothing. A task or kind without a version is the newest there is.
 */
final class Lookup {
  private final Catalogue catalogue;
  private final Places places;

  Lookup(Catalogue catalogue, Places places) {
    this.catalogue = catalogue;
    this.places = places;
  }

  AlgorithmDescriptor<?> algorithm(Variant variant) {
    List<AlgorithmDescriptor<?>> algorithms = catalogue.algorithms();
    for (AlgorithmDescriptor<?> algorithm : algorithms) {
      if (algorithm.id().equals(variant.algorithm())) {
        return algorithm;
      }
    }
    throw unknown(
        "algorithm",
        variant.algorithm(),
        algorithms.stream().map(AlgorithmDescriptor::id).toList(),
        variant.place(),
        "visor algorithms list");
  }

  TaskDescriptor task(String written, int index) {
    Versioned wanted = Versioned.of(written);
    return catalogue.tasks().stream()
        .filter(task -> wanted.fits(task.id().name(), task.id().version()))
        .max(Comparator.comparingInt(task -> task.id().version()))
        .orElseThrow(
            () ->
                unknown(
                    "task",
                    written,
                    catalogue.tasks().stream().map(task -> wanted.like(task.id())).toList(),
                    places.of("tasks", index),
                    "visor envs list"));
  }

  DatasetRecipe recipe(TaskDescriptor task, String written, int index) {
    Versioned wanted = Versioned.of(written);
    List<DatasetRecipe> ofTask =
        catalogue.recipes().stream().filter(recipe -> recipe.task().equals(task.id())).toList();
    Optional<DatasetRecipe> found =
        ofTask.stream()
            .filter(recipe -> wanted.fits(recipe.id().kind(), recipe.id().version()))
            .max(Comparator.comparingInt(recipe -> recipe.id().version()));
    if (found.isPresent()) {
      return found.get();
    }
    List<String> kinds =
        ofTask.stream().map(recipe -> recipe.id().kind()).distinct().sorted().toList();
    String there =
        kinds.isEmpty()
            ? "there is no dataset of this task"
            : "there are " + String.join(", ", kinds);
    throw VisorException.usage(
        "task " + task.id() + " has no dataset of the kind '" + written + "'; " + there,
        places.of("datasets.kinds", index),
        didYouMean(wanted.name, kinds) + "visor datasets list shows all of them");
  }

  MetricDescriptor metric(String written, int index) {
    List<MetricDescriptor> metrics = catalogue.metrics();
    for (MetricDescriptor metric : metrics) {
      if (metric.id().equals(written)) {
        return metric;
      }
    }
    throw unknown(
        "metric",
        written,
        metrics.stream().map(MetricDescriptor::id).toList(),
        places.of("metrics", index),
        "visor metrics list");
  }

  private static VisorException unknown(
      String what, String written, Collection<String> known, String place, String command) {
    return VisorException.usage(
        "there is no " + what + " '" + written + "'",
        place,
        didYouMean(written, known) + command + " shows all of them");
  }

  private static String didYouMean(String written, Collection<String> known) {
    return NearestName.of(written, known).map(name -> "did you mean " + name + "? ").orElse("");
  }

  /** A name with a version, or with none for the newest. */
  private record Versioned(String name, String version) {
    static Versioned of(String written) {
      int at = written.lastIndexOf('@');
      return at < 0
          ? new Versioned(written, "")
          : new Versioned(written.substring(0, at), written.substring(at + 1));
    }

    boolean fits(String otherName, int otherVersion) {
      return name.equals(otherName)
          && (version.isEmpty() || version.equals(Integer.toString(otherVersion)));
    }

    /** An id in the form in which this one was written. */
    String like(TaskId id) {
      return version.isEmpty() ? id.name() : id.toString();
    }
  }
}
