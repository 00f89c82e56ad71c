package dev.visor.core.leaderboard;

import java.util.OptionalDouble;

/**
 * A point of a variant's performance profile, over all cells.
 *
 * @param variant the variant
 * @param metric the metric
 * @param tau a value of the metric
 * @param fraction of all trials with a value that are better than that
 * @param low lower end of its interval; empty where no cell has two seeds
 * @param high upper end
 */
public record ProfileRow(
    String variant,
    String metric,
    double tau,
    double fraction,
    OptionalDouble low,
    OptionalDouble high) {}
