package dev.visor.testkit;

import dev.visor.api.Profile;
import java.util.Map;

/**
 * What an algorithm has to reach on the toy task to show that it learns online.
 *
 * @param profile whose defaults it trains with
 * @param parameters beside them
 * @param environmentSteps control steps that it may take, of which an episode has 60
 * @param score of {@link ToyReach} over 20 episodes, where 0 is random and 100 the expert
 */
public record OnlineLearningGoal(
    Profile profile, Map<String, String> parameters, long environmentSteps, double score) {
  /** 60 points after 10,000 control steps with the defaults of {@code quick}. */
  public static final OnlineLearningGoal DEFAULT =
      new OnlineLearningGoal(Profile.QUICK, Map.of(), 10_000, 60);

  public OnlineLearningGoal {
    parameters = Map.copyOf(parameters);
  }
}
