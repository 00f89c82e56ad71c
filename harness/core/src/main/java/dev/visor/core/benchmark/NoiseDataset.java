package dev.visor.core.benchmark;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStreams;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * A dataset of noise, made and opened as any other is: episodes of {@value #FRAMES} pictures of 64
 * × 64 pixels that no compression and no cache could make smaller than they are.
 */
public final class NoiseDataset implements Datasets, EnvironmentCatalogue {
  /** Pictures in an episode. */
  public static final int FRAMES = 500;

  /** What an episode's pictures are. */
  public static final ObservationSpec OBSERVATION = new ObservationSpec(64, 64, 0);

  private static final TaskId TASK = new TaskId("noise", 1);
  private static final DatasetId ID = new DatasetId("noise", "random", 1);
  private static final String ACTUATOR = "nothing";

  private final DatasetRecipe recipe;

  private NoiseDataset(int episodes) {
    recipe = new DatasetRecipe(ID, TASK, "Noise.", episodes, 1, "00".repeat(32));
  }

  /**
   * Builds one in a store of its own.
   *
   * @param store a folder that the dataset may have for itself
   * @param threads that make episodes
   */
  public static StoredDataset build(Path store, int episodes, int threads) {
    NoiseDataset noise = new NoiseDataset(episodes);
    BuildRequest request =
        new BuildRequest(
            noise.recipe,
            noise,
            noise,
            OBSERVATION,
            threads,
            new TreeMap<>(Collections.emptySortedMap()));
    return new DatasetStore(store).build(request, BuildProgress.NONE, () -> false);
  }

  @Override
  public List<DatasetRecipe> recipes() {
    return List.of(recipe);
  }

  @Override
  public EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
    return new EpisodeGenerator() {
      @Override
      public Episode generate(int index, RandomStreams streams) {
        byte[] images = new byte[FRAMES * observation.imageBytes()];
        streams.stream("image").nextBytes(images);
        int steps = FRAMES - 1;
        return new Episode(
            images,
            new float[0],
            new float[steps],
            new float[steps],
            /* terminated= */ false,
            /* truncated= */ true);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<TaskDescriptor> tasks() {
    return List.of(task(TASK));
  }

  @Override
  public TaskDescriptor task(TaskId id) {
    return new TaskDescriptor(
        TASK,
        "Nothing.",
        FRAMES - 1,
        1,
        1,
        List.of(ACTUATOR),
        List.of(),
        "none",
        OBSERVATION.height(),
        0,
        0,
        new ReferenceReturns(0, 1),
        "made up",
        List.of());
  }

  @Override
  public Environment open(TaskId id, ObservationSpec observation) {
    throw new UnsupportedOperationException("noise has no environment");
  }
}
