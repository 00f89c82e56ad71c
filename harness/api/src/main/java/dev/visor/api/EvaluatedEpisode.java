package dev.visor.api;

/**
 * What an evaluation saw in one episode.
 *
 * @param totalReward the sum of its rewards
 * @param decisions actions the policy chose
 * @param terminated whether the task itself ended it
 * @param success whether the task was solved when it ended
 */
public record EvaluatedEpisode(
    double totalReward, int decisions, boolean terminated, Success success) {
  /** An episode of a task that does not say what solves it. */
  public EvaluatedEpisode(double totalReward, int decisions, boolean terminated) {
    this(totalReward, decisions, terminated, Success.UNTOLD);
  }
}
