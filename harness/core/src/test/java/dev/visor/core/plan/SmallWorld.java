package dev.visor.core.plan;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Environments;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.LearningMode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Parameter;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Profile;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.plugin.PluginRegistry;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Tasks, datasets and algorithms that can be described and planned with, but not run. */
public final class SmallWorld {
  private SmallWorld() {}

  /**
   * Algorithms {@code bc}, {@code lompo} and {@code grown}, and {@code sac}, which learns online;
   * tasks {@code walker-walk} in versions 1 and 2, {@code cartpole-balance@1}, {@code hop@1}, whose
   * episodes of 75 steps end in the middle of an action, and twenty {@code maze-a@1} to {@code
   * maze-t@1}; data of the kinds {@code medium} and {@code expert}, 100 episodes each, for all of
   * them but {@code cartpole-balance}, which has {@code expert} alone.
   */
  public static PluginRegistry registry() {
    return PluginRegistry.of(
        new Tasks(),
        new Recipes(),
        new Described<>(
            new AlgorithmDescriptor<>(
                "bc",
                1,
                "Behaviour cloning.",
                "none",
                BcParameters.class,
                profile -> new BcParameters(profile == Profile.SMOKE ? 10 : 5_000, 0.001))),
        new Described<>(
            new AlgorithmDescriptor<>(
                "lompo",
                3,
                "Offline model-based.",
                "none",
                LompoParameters.class,
                profile -> new LompoParameters(Penalty.STD, 5))),
        new Described<>(
            new AlgorithmDescriptor<>(
                "grown",
                1,
                "Has a parameter that came later.",
                "none",
                GrownParameters.class,
                profile -> new GrownParameters(profile == Profile.SMOKE ? 1 : 4))),
        new Described<>(
            new AlgorithmDescriptor<>(
                "sac",
                1,
                "Online model-free.",
                "none",
                LompoParameters.class,
                profile -> new LompoParameters(Penalty.STD, 5),
                Set.of(LearningMode.ONLINE))));
  }

  /** Parameters of {@code bc}. */
  public record BcParameters(
      @Parameter(value = "How long it learns.", unit = "updates", source = "test", min = 1)
          long updates,
      @Parameter(value = "Step of the optimiser.", source = "test", min = 0) double learningRate) {}

  /** How {@code lompo} doubts. */
  public enum Penalty {
    NONE,
    STD
  }

  /** Parameters of {@code lompo}. */
  public record LompoParameters(
      @Parameter(value = "How doubt is measured.", source = "test") Penalty penalty,
      @Parameter(value = "How much doubt costs.", source = "test") double weight) {
    /** Two values that do not go together. */
    public LompoParameters {
      if (penalty == Penalty.NONE && weight > 100) {
        throw new IllegalArgumentException("weight is useless without a penalty");
      }
    }
  }

  /** Parameters of {@code grown}, which had one layer before it had any. */
  public record GrownParameters(
      @Parameter(value = "How deep it is.", source = "test", before = "1") int layers) {}

  private static List<TaskDescriptor> tasks() {
    List<TaskDescriptor> tasks = new ArrayList<>();
    tasks.add(task("walker-walk", 1));
    tasks.add(task("walker-walk", 2));
    tasks.add(task("cartpole-balance", 1));
    tasks.add(task("hop", 1, 75));
    IntStream.rangeClosed('a', 't').forEach(c -> tasks.add(task("maze-" + (char) c, 1)));
    return tasks;
  }

  private static TaskDescriptor task(String name, int version) {
    return task(name, version, 1000);
  }

  private static TaskDescriptor task(String name, int version, int horizon) {
    return new TaskDescriptor(
        new TaskId(name, version),
        "Moves.",
        horizon,
        2,
        0.025,
        List.of("left", "right"),
        List.of("angle", "speed", "height"),
        "side",
        64,
        0,
        1,
        ReferenceReturns.DEEPMIND_CONTROL,
        "test",
        List.of());
  }

  private record Tasks() implements Environments {
    @Override
    public List<TaskDescriptor> tasks() {
      return SmallWorld.tasks();
    }

    @Override
    public Environment open(TaskId task, ObservationSpec observation) {
      throw new UnsupportedOperationException("nothing runs here");
    }
  }

  private record Recipes() implements Datasets {
    @Override
    public List<DatasetRecipe> recipes() {
      List<DatasetRecipe> recipes = new ArrayList<>();
      for (TaskDescriptor task : tasks()) {
        // The data of the newer walker has a higher version too: a dataset is of one task.
        int version = task.id().version();
        recipes.add(recipe(task.id(), "expert", version));
        if (!task.id().name().equals("cartpole-balance")) {
          recipes.add(recipe(task.id(), "medium", version));
        }
      }
      return recipes;
    }

    private static DatasetRecipe recipe(TaskId task, String kind, int version) {
      return new DatasetRecipe(
          new DatasetId(task.name(), kind, version), task, "Behaves.", 100, 1, "0".repeat(64));
    }

    @Override
    public EpisodeGenerator open(
        DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
      throw new UnsupportedOperationException("nothing runs here");
    }
  }

  private record Described<P extends Record>(AlgorithmDescriptor<P> descriptor)
      implements Algorithm {
    @Override
    public AlgorithmDescriptor<?> describe() {
      return descriptor;
    }

    @Override
    public OfflineTrainer offline(OfflineContext context) {
      throw new UnsupportedOperationException("nothing runs here");
    }

    @Override
    public Policy readPolicy(PolicyContext context, InputStream in) {
      throw new UnsupportedOperationException("nothing runs here");
    }
  }
}
