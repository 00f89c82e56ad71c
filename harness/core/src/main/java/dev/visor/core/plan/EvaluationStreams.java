package dev.visor.core.plan;

import dev.visor.api.DatasetId;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskId;

/**
 * Where the episodes of an evaluation start, and what the policy may draw in them. The starts
 * depend on suite seed, task and episode alone: every variant, every training seed and every point
 * of the curve is judged from the same ones.
 */
public final class EvaluationStreams {
  private final String suiteSeed;
  private final String task;
  private final String dataset;
  private final String seedIndex;

  /** The streams of a trial's evaluations. */
  public static EvaluationStreams of(PlannedTrial trial) {
    return new EvaluationStreams(
        trial.suiteSeed(), trial.task(), trial.dataset(), trial.seedIndex());
  }

  EvaluationStreams(long suiteSeed, TaskId task, DatasetId dataset, int seedIndex) {
    this.suiteSeed = Long.toString(suiteSeed);
    this.task = task.toString();
    this.dataset = dataset.toString();
    this.seedIndex = Integer.toString(seedIndex);
  }

  /** The seed that an environment is reset with for an episode, counted from 0; never 0. */
  public long startSeed(int episode) {
    RandomStream stream =
        RandomStream.of("evaluation", suiteSeed, task, "start", Integer.toString(episode));
    long seed = stream.nextLong();
    while (seed == 0) {
      seed = stream.nextLong();
    }
    return seed;
  }

  /** What the policy draws from in an episode, at its beginning. */
  public RandomStream policy(int episode) {
    return RandomStream.of(
        "trial", suiteSeed, task, dataset, seedIndex, "evaluation", Integer.toString(episode));
  }
}
