package dev.visor.core.leaderboard;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A variant in a group. Values are over the trials that are {@code ok}; where there are none, they
 * are empty.
 *
 * @param suite name of the suite; several are joined by {@code +}
 * @param suiteSha SHA-256 of the resolved suite; several are joined by {@code +}
 * @param group what the cells have in common, as {@code walker-walk@1/expert/full}, or {@code all}
 * @param rank from 1; empty where a trial is missing
 * @param rankLow the best rank that the intervals allow
 * @param rankHigh the worst rank that the intervals allow, and trials that are missing of others
 * @param variant the variant
 * @param algorithm its algorithm's id
 * @param algorithmVersion its algorithm's version
 * @param cells number of cells in the group
 * @param metric what ranks
 * @param unit of the metric
 * @param higherIsBetter which way is up
 * @param scale {@code 0-100} or {@code raw}
 * @param iqm interquartile mean
 * @param iqmLow lower end of its interval; empty where no cell has two seeds
 * @param iqmHigh upper end
 * @param mean over cells of their means
 * @param sd standard deviation over seeds, in a group of one cell; empty where there is one seed
 * @param median over cells of their means
 * @param finalIqm interquartile mean where the last evaluation alone is scored
 * @param optimalityGap to 100; empty on another scale
 * @param worstCase interquartile mean if every missing trial had scored 0, or as little as any of
 *     the group; empty where one is missing on another scale
 * @param bestCase interquartile mean if every missing trial had scored 100, or as much as any of
 *     the group
 * @param reference the variant that it is compared with; empty for that variant itself
 * @param improvement probability that it improves on the reference
 * @param improvementLow lower end of its interval; empty unless both have a cell of two seeds
 * @param improvementHigh upper end
 * @param trialsOk trials with a value
 * @param trialsExpected trials that the suite asks for
 * @param coverage the one divided by the other
 * @param seedsMin fewest seeds with a value in a cell
 * @param seedsMax most seeds with a value in a cell
 * @param checkpointRule which evaluations count; several are joined by {@code +}
 * @param evalEpisodes episodes in an evaluation; the fewest
 * @param onlineEnvSteps the most that training took in an environment
 * @param ciMethod how intervals were computed
 * @param ciLevel their level
 * @param bootstrapReps replicates
 * @param bootstrapSeed seed
 */
public record LeaderboardRow(
    String suite,
    String suiteSha,
    String group,
    OptionalInt rank,
    OptionalInt rankLow,
    OptionalInt rankHigh,
    String variant,
    String algorithm,
    int algorithmVersion,
    int cells,
    String metric,
    String unit,
    boolean higherIsBetter,
    String scale,
    OptionalDouble iqm,
    OptionalDouble iqmLow,
    OptionalDouble iqmHigh,
    OptionalDouble mean,
    OptionalDouble sd,
    OptionalDouble median,
    OptionalDouble finalIqm,
    OptionalDouble optimalityGap,
    OptionalDouble worstCase,
    OptionalDouble bestCase,
    String reference,
    OptionalDouble improvement,
    OptionalDouble improvementLow,
    OptionalDouble improvementHigh,
    int trialsOk,
    int trialsExpected,
    double coverage,
    int seedsMin,
    int seedsMax,
    String checkpointRule,
    int evalEpisodes,
    long onlineEnvSteps,
    String ciMethod,
    double ciLevel,
    int bootstrapReps,
    long bootstrapSeed) {
  /** Whether no trial is missing. */
  public boolean complete() {
    return trialsOk >= trialsExpected;
  }
}
