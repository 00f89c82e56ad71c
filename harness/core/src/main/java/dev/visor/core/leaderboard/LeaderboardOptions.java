package dev.visor.core.leaderboard;

import dev.visor.core.statistics.Resampling;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a leaderboard is computed.
 *
 * @param metric which metric ranks; if it is not said, {@code score_0_100} if the rows have it, or
 *     else the first of the rows
 * @param by what has a group of its own; the group {@code all} is always there
 * @param reference the variant that {@code p_improve_ref} compares with; if it is not said, the
 *     leader of all
 * @param replicates of the bootstrap
 * @param level of the intervals, in (0, 1)
 * @param seed of the bootstrap
 * @param resampling what the bootstrap draws anew
 */
public record LeaderboardOptions(
    Optional<String> metric,
    Set<Dimension> by,
    Optional<String> reference,
    int replicates,
    double level,
    long seed,
    Resampling resampling) {
  /** Enough for intervals that move by less than they say. */
  public static final int REPLICATES = 2_000;

  /** The usual one. */
  public static final double LEVEL = 0.95;

  /** Any number would do. */
  public static final long SEED = 1;

  /** A group for each cell. */
  public static final LeaderboardOptions DEFAULT =
      new LeaderboardOptions(
          Optional.empty(),
          EnumSet.allOf(Dimension.class),
          Optional.empty(),
          REPLICATES,
          LEVEL,
          SEED,
          Resampling.SEEDS);

  public LeaderboardOptions {
    by =
        Collections.unmodifiableSet(
            by.isEmpty() ? EnumSet.noneOf(Dimension.class) : EnumSet.copyOf(by));
  }
}
