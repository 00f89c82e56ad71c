package dev.visor.testkit;

import dev.visor.api.Profile;
import java.util.Map;

/**
 * What an algorithm has to reach on the toy task to show that it learns.
 *
 * @param profile whose defaults it trains with
 * @param parameters beside them; few updates keep the test short
 * @param kind of {@link ToyDatasets}
 * @param score of {@link ToyReach} over 20 episodes, where 0 is random and 100 the expert
 */
public record LearningGoal(
    Profile profile, Map<String, String> parameters, String kind, double score) {
  /** 30 points on {@code medium-replay} with the defaults of {@code quick}. */
  public static final LearningGoal DEFAULT =
      new LearningGoal(Profile.QUICK, Map.of(), "medium-replay", 30);

  public LearningGoal {
    parameters = Map.copyOf(parameters);
  }
}
