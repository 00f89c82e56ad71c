package dev.visor.core.dataset.exchange;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A task of two actuators and at most ten decisions, episodes of noise, and their way to a store.
 */
final class ToyTask implements EnvironmentCatalogue {
  static final TaskId ID = new TaskId("toy", 1);
  static final int ACTION_SIZE = 2;
  static final int DECISIONS = 10;
  static final DatasetId DATASET = DatasetId.parse("theirs/toy@1");

  /** Imports files under {@link #DATASET}. */
  static StoredDataset imported(DatasetStore store, ExchangeFormat format, Path path) {
    DatasetImporter importer = new DatasetImporter(store, new ToyTask());
    return importer.run(
        importer.examine(request(format, path), 1), false, BuildProgress.NONE, Cancellation.NEVER);
  }

  /** What an import says beside the data. */
  static List<String> notes(DatasetStore store, ExchangeFormat format, Path path) {
    return new DatasetImporter(store, new ToyTask()).examine(request(format, path), 1).notes();
  }

  static ImportRequest request(ExchangeFormat format, Path path) {
    return new ImportRequest(
        format, path, DATASET, new ToyTask().task(ID), new ProprioKeys(List.of()));
  }

  /** Puts episodes into a store as a recipe would. */
  static StoredDataset stored(
      DatasetStore store, ObservationSpec observation, List<Episode> episodes) {
    DatasetRecipe recipe =
        new DatasetRecipe(
            DatasetId.parse("toy/noise@1"), ID, "Noise.", episodes.size(), 1, "ab".repeat(32));
    Datasets datasets =
        new Datasets() {
          @Override
          public List<DatasetRecipe> recipes() {
            return List.of(recipe);
          }

          @Override
          public EpisodeGenerator open(
              DatasetId id, EnvironmentCatalogue environments, ObservationSpec spec) {
            return new EpisodeGenerator() {
              @Override
              public Episode generate(int index, RandomStreams streams) {
                return episodes.get(index);
              }

              @Override
              public void close() {}
            };
          }
        };
    return store.build(
        new BuildRequest(recipe, datasets, new ToyTask(), observation, 1, new TreeMap<>()),
        BuildProgress.NONE,
        Cancellation.NEVER);
  }

  /**
   * An episode of noise.
   *
   * @param ends bit 0: terminated; bit 1: truncated; at least one of them
   */
  static Episode noise(RandomStream random, ObservationSpec observation, int steps, int ends) {
    byte[] images = new byte[(steps + 1) * observation.imageBytes()];
    random.nextBytes(images);
    return new Episode(
        images,
        floats(random, (steps + 1) * observation.proprio()),
        floats(random, steps * ACTION_SIZE),
        floats(random, steps),
        (ends & 1) != 0,
        (ends & 2) != 0);
  }

  private static float[] floats(RandomStream random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  static List<Episode> episodes(StoredDataset dataset) {
    List<Episode> episodes = new ArrayList<>();
    for (int e = 0; e < dataset.card().episodes(); e++) {
      episodes.add(dataset.episode(e));
    }
    return episodes;
  }

  @Override
  public List<TaskDescriptor> tasks() {
    return List.of(task(ID));
  }

  @Override
  public TaskDescriptor task(TaskId id) {
    return new TaskDescriptor(
        ID,
        "Noise.",
        DECISIONS,
        1,
        0.01,
        List.of("left", "right"),
        List.of(),
        "none",
        16,
        -1,
        1,
        new ReferenceReturns(0, 1),
        "made up",
        List.of());
  }

  @Override
  public Environment open(TaskId id, ObservationSpec observation) {
    throw new UnsupportedOperationException("files need no environment");
  }
}
