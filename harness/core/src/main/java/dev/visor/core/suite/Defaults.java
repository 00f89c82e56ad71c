package dev.visor.core.suite;

import dev.visor.api.Profile;
import java.time.Duration;
import java.util.List;

/** What a suite means where it says nothing. */
final class Defaults {
  /** Root of all random streams; any number but 0 would do. */
  static final long SEED = 1;

  /** Training seeds of a cell: with fewer than five, intervals say little. */
  static final int SEEDS = 5;

  /** Episodes of an evaluation: more than published studies take, to tell close variants apart. */
  static final int EVAL_EPISODES = 20;

  /** Evaluations along the training: enough for a curve. */
  static final int EVAL_POINTS = 10;

  /** One lucky last policy must not decide a score. */
  static final CheckpointRule CHECKPOINT = CheckpointRule.LAST3;

  /** One thread: results then repeat bit by bit, and trials share a machine evenly. */
  static final int THREADS = 1;

  /** Four times what the slowest algorithm of the laptop profile needs on a core of its own. */
  static final Duration WALL_LIMIT = Duration.ofHours(2);

  /** The whole dataset. */
  static final List<DatasetSize> SIZES = List.of(DatasetSize.FULL);

  /** Less than an hour for each trial. */
  static final Profile PROFILE = Profile.LAPTOP;

  /** What was earned, and where that lies between the task's two reference returns. */
  static final List<String> METRICS = List.of("return_raw", "score_0_100");

  private Defaults() {}
}
