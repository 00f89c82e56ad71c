package dev.visor.cli;

import dev.visor.core.VisorException;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.statistics.Resampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commands are told which metric counts and how intervals are computed. */
final class BootstrapOptions {
  @Option(names = "--metric", paramLabel = "ID", description = "Which metric counts.")
  @Nullable String metric;

  @Option(
      names = "--bootstrap",
      paramLabel = "seeds|starts|tasks",
      description = {
        "What intervals are about: seeds, another run of the same suite (default);",
        "starts, another run that also evaluates from other starts (leaderboard alone);",
        "tasks, a suite of other tasks and datasets like these."
      })
  Over over = Over.SEEDS;

  @Option(
      names = "--reps",
      paramLabel = "N",
      description = "Replicates of the bootstrap (default: ${DEFAULT-VALUE}).")
  int replicates = LeaderboardOptions.REPLICATES;

  @Option(
      names = "--level",
      paramLabel = "SHARE",
      description = "Level of the intervals (default: ${DEFAULT-VALUE}).")
  double level = LeaderboardOptions.LEVEL;

  @Option(
      names = "--bootstrap-seed",
      paramLabel = "N",
      description = "Seed of the bootstrap (default: ${DEFAULT-VALUE}).")
  long seed = LeaderboardOptions.SEED;

  /** What is drawn anew. */
  enum Over {
    SEEDS(Resampling.SEEDS),
    STARTS(Resampling.STARTS),
    TASKS(Resampling.CELLS);

    private final Resampling resampling;

    Over(Resampling resampling) {
      this.resampling = resampling;
    }
  }

  Resampling resampling() {
    return over.resampling;
  }

  /** Refuses numbers of which no interval can be made. */
  void check() {
    if (replicates < 1) {
      throw VisorException.usage(
          "a bootstrap of " + replicates + " replicates", "--reps", "give 1 or more, as 2000");
    }
    if (!(level > 0 && level < 1)) {
      throw VisorException.usage(
          "intervals of the level " + level, "--level", "give a share between 0 and 1, as 0.95");
    }
  }
}
