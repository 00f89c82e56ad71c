package dev.visor.api;

import java.util.List;

/**
 * The evaluation of one policy of a trial.
 *
 * @param update the training update after which the policy was written; for online training the
 *     control step, by which its budget and its curve are counted
 * @param episodes what was seen, in the order of the protocol's start states
 */
public record Evaluation(long update, List<EvaluatedEpisode> episodes) {
  public Evaluation {
    episodes = List.copyOf(episodes);
    if (episodes.isEmpty()) {
      throw new IllegalArgumentException("an evaluation without an episode");
    }
  }
}
