package dev.visor.core.leaderboard;

import java.util.OptionalDouble;

/**
 * A variant in two runs, over the cells of a group that both have measured alike.
 *
 * @param group as in the leaderboard
 * @param variant the variant
 * @param metric what is compared
 * @param higherIsBetter which way is up
 * @param cells on which both have values
 * @param firstTrials trials with a value there, of the first run
 * @param secondTrials trials with a value there, of the second
 * @param first interquartile mean of the first
 * @param second interquartile mean of the second
 * @param difference the second less the first
 * @param low lower end of its interval; empty where resampling has nothing to choose from
 * @param high upper end
 * @param improvement probability that a seed of the second is better than one of the first
 * @param identical whether every seed that both have gave the same value, and both have the same
 *     seeds
 */
public record ComparisonRow(
    String group,
    String variant,
    String metric,
    boolean higherIsBetter,
    int cells,
    int firstTrials,
    int secondTrials,
    double first,
    double second,
    double difference,
    OptionalDouble low,
    OptionalDouble high,
    double improvement,
    boolean identical) {}
