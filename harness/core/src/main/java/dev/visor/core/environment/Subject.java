package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The task that is checked, and how to open it. */
public final class Subject {
  private final TaskDescriptor task;
  private final BiFunction<TaskId, ObservationSpec, Environment> opener;
  private @Nullable Trajectory episode;

  private Subject(TaskDescriptor task, BiFunction<TaskId, ObservationSpec, Environment> opener) {
    this.task = task;
    this.opener = opener;
  }

  /** A task of one plugin. */
  public static Subject of(TaskDescriptor task, Environments environments) {
    return new Subject(task, environments::open);
  }

  /** A task of the host. */
  public static Subject of(TaskDescriptor task, EnvironmentCatalogue environments) {
    return new Subject(task, environments::open);
  }

  /** What is told of the task. */
  public TaskDescriptor task() {
    return task;
  }

  /** The task's own picture size, with all its proprioceptive values. */
  ObservationSpec observation() {
    return new ObservationSpec(task.imageSize(), task.imageSize(), task.proprioception().size());
  }

  /** Opens the task as {@link #observation()} says; the caller closes it. */
  Environment open() {
    return open(observation());
  }

  Environment open(ObservationSpec observation) {
    return opener.apply(task.id(), observation);
  }

  /**
   * An episode of random actions, played until it ends but at most one decision beyond the task's
   * limit. It is played once, for all checks that only look at it.
   */
  synchronized Trajectory episode() {
    Trajectory played = episode;
    if (played == null) {
      try (Environment env = open()) {
        played = Trajectory.play(env, 1, actions(1), task.decisions() + 1);
      }
      episode = played;
    }
    return played;
  }

  /** A stream of actions, uniform in [−1, 1]; each seed has its own. */
  Actions actions(long seed) {
    RandomStream random = RandomStream.of("environment-checks", "actions", Long.toString(seed));
    return () -> {
      float[] action = new float[task.actions().size()];
      for (int i = 0; i < action.length; i++) {
        action[i] = 2 * random.nextFloat() - 1;
      }
      return action;
    };
  }

  /** Where actions come from. */
  interface Actions {
    float[] next();
  }

  /** An action as {@link dev.visor.api.PhysicsAccess#controlStep} takes it. */
  static double[] exactly(float[] action) {
    double[] values = new double[action.length];
    for (int i = 0; i < action.length; i++) {
      values[i] = action[i];
    }
    return values;
  }
}
