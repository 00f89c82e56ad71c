package dev.visor.core.dataset;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Recipes of a task that is nothing but random numbers: episodes of 3 to 12 steps, of which every
 * fourth is terminated.
 */
final class ToyRecipes implements Datasets, EnvironmentCatalogue {
  static final TaskId TASK = new TaskId("toy-noise", 1);
  static final ObservationSpec OBSERVATION = new ObservationSpec(4, 6, 2);
  static final int ACTION_SIZE = 3;
  static final int LONGEST = 12;

  /** How many generators were opened and closed, and how many episodes were made. */
  final AtomicInteger opened = new AtomicInteger();

  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger made = new AtomicInteger();

  private final IntConsumer before;
  private final UnaryOperator<Episode> change;

  ToyRecipes() {
    this(index -> {}, episode -> episode);
  }

  /**
   * @param before is told of each episode before it is made
   * @param change what becomes of each episode
   */
  ToyRecipes(IntConsumer before, UnaryOperator<Episode> change) {
    this.before = before;
    this.change = change;
  }

  static DatasetRecipe recipe(int episodes) {
    return new DatasetRecipe(
        DatasetId.parse("toy-noise/random@1"), TASK, "Noise.", episodes, 7, "ab".repeat(32));
  }

  BuildRequest request(int episodes, int threads) {
    return new BuildRequest(
        recipe(episodes),
        this,
        this,
        OBSERVATION,
        threads,
        new TreeMap<>(Map.of("visor", "0", "physics", "none")));
  }

  static Episode episode(ObservationSpec observation, RandomStreams streams) {
    RandomStream shape = streams.stream("shape");
    int steps = 3 + shape.nextInt(LONGEST - 2);
    boolean terminated = shape.nextInt(4) == 0;
    byte[] images = new byte[(steps + 1) * observation.imageBytes()];
    streams.stream("image").nextBytes(images);
    float[] proprio = new float[(steps + 1) * observation.proprio()];
    for (int i = 0; i < proprio.length; i++) {
      proprio[i] = (float) streams.stream("proprio").nextGaussian();
    }
    float[] actions = new float[steps * ACTION_SIZE];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = 2 * streams.stream("action").nextFloat() - 1;
    }
    float[] rewards = new float[steps];
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = streams.stream("reward").nextFloat();
    }
    return new Episode(images, proprio, actions, rewards, terminated, !terminated);
  }

  @Override
  public List<DatasetRecipe> recipes() {
    return List.of(recipe(10));
  }

  @Override
  public EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
    opened.incrementAndGet();
    return new EpisodeGenerator() {
      @Override
      public Episode generate(int index, RandomStreams streams) {
        before.accept(index);
        made.incrementAndGet();
        return change.apply(episode(observation, streams));
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  @Override
  public List<TaskDescriptor> tasks() {
    return List.of(
        new TaskDescriptor(
            TASK,
            "Noise.",
            LONGEST,
            1,
            0.01,
            List.of("a", "b", "c"),
            List.of("p", "q"),
            "none",
            16,
            0,
            1,
            new ReferenceReturns(0, 1),
            "made up",
            List.of()));
  }

  @Override
  public TaskDescriptor task(TaskId id) {
    if (!id.equals(TASK)) {
      throw new IllegalArgumentException("no task " + id);
    }
    return tasks().get(0);
  }

  @Override
  public Environment open(TaskId id, ObservationSpec observation) {
    throw new UnsupportedOperationException("toy recipes need no environment");
  }
}
