package dev.visor.api;

/**
 * What an evaluation saw in one episode.
 *
 * @param totalReward the sum of its rewards
 * @param decisions actions the policy chose
 * @param terminated whether the task itself ended it
 */
public record EvaluatedEpisode(double totalReward, int decisions, boolean terminated) {}
