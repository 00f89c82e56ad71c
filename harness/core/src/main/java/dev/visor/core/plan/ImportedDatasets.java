package dev.visor.core.plan;

import dev.visor.api.DatasetId;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.suite.Suite;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the datasets that a suite names by their whole id, {@code vd4rl/walker-expert@1}: those
 * that came from other people's files. No recipe makes them, so they must be in the store before
 * anything can be planned; each is learnt from in its own task alone.
 */
final class ImportedDatasets {
  private final Suite suite;
  private final List<TaskDescriptor> tasks;
  private final Supplier<List<DatasetCard>> cards;

  /**
   * @param cards of all imported datasets that there are
   */
  ImportedDatasets(Suite suite, List<TaskDescriptor> tasks, Supplier<List<DatasetCard>> cards) {
    this.suite = suite;
    this.tasks = tasks;
    this.cards = cards;
  }

  /** Whether one of the suite's kinds is a whole id. */
  boolean names(int kind) {
    return suite.kinds().get(kind).contains("/");
  }

  /**
   * What one of the suite's kinds names, if it is of this task.
   *
   * @throws VisorException with the place in the suite if there is none, or it does not fit
   */
  Optional<PlannedDataset> find(TaskDescriptor task, int kind) {
    String written = suite.kinds().get(kind);
    String place = suite.places().of("datasets.kinds", kind);
    List<DatasetCard> named =
        cards.get().stream().filter(card -> isNamed(card.id(), written)).toList();
    int newest = named.stream().mapToInt(card -> card.id().version()).max().orElse(0);
    List<DatasetCard> found = named.stream().filter(card -> card.id().version() == newest).toList();
    if (found.isEmpty()) {
      throw missing(written, place);
    }
    DatasetCard card =
        found.stream()
            .filter(candidate -> candidate.observation().height() == suite.imageSize())
            .filter(candidate -> candidate.observation().width() == suite.imageSize())
            .findFirst()
            .orElseThrow(() -> otherSize(found.get(0), place));
    TaskDescriptor its =
        tasks.stream()
            .filter(candidate -> candidate.id().equals(card.task()))
            .findFirst()
            .orElseThrow(() -> otherTask(card, place));
    int states = card.observation().proprio();
    if (states != 0 && states != its.proprioception().size()) {
      throw VisorException.usage(
          "the dataset %s has %d state values, and %s has %d"
              .formatted(card.id(), states, its.id(), its.proprioception().size()),
          place,
          "import it again, with --proprio naming arrays of that many values");
    }
    return its.equals(task) ? Optional.of(PlannedDataset.imported(card)) : Optional.empty();
  }

  private static boolean isNamed(DatasetId id, String written) {
    return id.toString().equals(written) || (id.namespace() + "/" + id.kind()).equals(written);
  }

  private VisorException missing(String written, String place) {
    String id = written.contains("@") ? written : written + "@1";
    List<String> known =
        cards.get().stream()
            .map(card -> card.id().toString())
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    return VisorException.usage(
        "no dataset was imported as '" + written + "'",
        place,
        NearestName.of(written, known).map(name -> "did you mean '" + name + "'? ").orElse("")
            + "import it: visor datasets import PATH --format FORMAT --id %s --task %s; "
                .formatted(id, tasks.get(0).id())
            + "what a recipe makes is named by its kind alone; visor datasets list shows both");
  }

  private VisorException otherSize(DatasetCard card, String place) {
    return VisorException.usage(
        "the dataset %s has pictures of %d × %d pixels, and the suite observes %dpx"
            .formatted(
                card.id(),
                card.observation().height(),
                card.observation().width(),
                suite.imageSize()),
        place,
        "write observation: %dpx, or import pictures of that size"
            .formatted(card.observation().height()));
  }

  private static VisorException otherTask(DatasetCard card, String place) {
    return VisorException.usage(
        "the dataset %s is of %s, which is no task of the suite".formatted(card.id(), card.task()),
        place,
        "add " + card.task() + " to tasks, or remove the dataset");
  }
}
