package dev.visor.core.dataset;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dataset to be built.
 *
 * @param recipe what to build
 * @param datasets the extension that brings the recipe
 * @param environments where its generators get their environments from
 * @param observation what is recorded
 * @param threads how many generators work at once at most, 1 or more; the data does not depend on
 *     it
 * @param madeWith versions of what makes it, for {@link DatasetCard#madeWith}; an interrupted build
 *     is only continued with the same
 * @param code SHA-256 of what makes it, by name; an interrupted build is only continued by the
 *     same, for two builds of a plugin may bear one version
 */
public record BuildRequest(
    DatasetRecipe recipe,
    Datasets datasets,
    EnvironmentCatalogue environments,
    ObservationSpec observation,
    int threads,
    SortedMap<String, String> madeWith,
    SortedMap<String, String> code) {
  /**
   * Episodes that a generator's thread accounts for: one in the making and its copy at the right
   * length, one that waits, and its share of the one that is written.
   */
  private static final int EPISODES_A_THREAD = 4;

  private static final long MEGABYTE = 1_000_000;
  private static final long GIBIBYTE = 1L << 30;

  public BuildRequest {
    madeWith = Collections.unmodifiableSortedMap(new TreeMap<>(madeWith));
    code = Collections.unmodifiableSortedMap(new TreeMap<>(code));
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; one is the least");
    }
  }

  /** One whose code comes from no plugin, as that which reads other people's files. */
  public BuildRequest(
      DatasetRecipe recipe,
      Datasets datasets,
      EnvironmentCatalogue environments,
      ObservationSpec observation,
      int threads,
      SortedMap<String, String> madeWith) {
    this(
        recipe,
        datasets,
        environments,
        observation,
        threads,
        madeWith,
        Collections.emptySortedMap());
  }

  /** What the dataset will be; see {@link DatasetIdentity}. */
  public String identity() {
    return DatasetIdentity.of(recipe, observation);
  }

  /**
   * The most bytes that the dataset will take on disk: all episodes at their full length.
   *
   * @throws VisorException if no plugin brings the recipe's task
   */
  public long mostBytes() {
    return recipe.episodes() * episodeBytes();
  }

  /** The most bytes of an episode, on disk and in memory alike. */
  private long episodeBytes() {
    int decisions = task().decisions();
    long frame = observation.imageBytes() + 4L * observation.proprio();
    long transition = 4L * task().actions().size() + 4 + 1 + 1;
    return frame * (decisions + 1L) + transition * decisions;
  }

  /**
   * How many generators may work at once: as many as were asked for, if the heap holds their
   * episodes.
   *
   * @param heapBytes that this process may use
   * @return 1 or more
   */
  int threadsWithin(long heapBytes) {
    long fit = heapBytes / (EPISODES_A_THREAD * episodeBytes());
    return (int) Math.max(1, Math.min(threads, fit));
  }

  /**
   * What to tell of a heap that was too small, which is nobody's fault: what is finished stays
   * good.
   *
   * @param episode that was waited for
   */
  VisorException outOfMemory(int episode, Throwable cause) {
    long heapBytes = Runtime.getRuntime().maxMemory();
    long enough = (heapBytes + EPISODES_A_THREAD * episodeBytes() + GIBIBYTE - 1) / GIBIBYTE;
    return VisorException.usage(
            ("a heap of %,d MB is not enough to make %s:"
                    + " an episode in pictures of %d × %d takes up to %,d MB")
                .formatted(
                    heapBytes / MEGABYTE,
                    recipe.id(),
                    observation.height(),
                    observation.width(),
                    (episodeBytes() + MEGABYTE - 1) / MEGABYTE),
            recipe.id() + ", episode " + episode,
            "run it again with VISOR_HEAP=%dg, or with smaller pictures; what is finished is kept"
                .formatted(enough))
        .causedBy(cause);
  }

  /** Values in an action. */
  int actionSize() {
    return task().actions().size();
  }

  /** All that decides what an interrupted build has made so far, one line each. */
  String origin() {
    StringBuilder text = new StringBuilder("identity ").append(identity()).append('\n');
    append(text, "", madeWith);
    append(text, "code ", code);
    return text.toString();
  }

  private static void append(StringBuilder text, String kind, Map<String, String> parts) {
    parts.forEach(
        (name, value) -> text.append(kind).append(name).append(' ').append(value).append('\n'));
  }

  private TaskDescriptor task() {
    try {
      return environments.task(recipe.task());
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(
              "the dataset "
                  + recipe.id()
                  + " is of a task that no plugin brings: "
                  + e.getMessage(),
              recipe.id().toString(),
              "name the plugin that brings " + recipe.task() + " with --plugin")
          .causedBy(e);
    }
  }
}
