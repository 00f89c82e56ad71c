package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.EpisodeGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arm's tasks are solved from the state that they tell, the pen's by poses at their times. */
class ExpertSuccessTest {
  private static final int EPISODES = 20;

  private final Host host = new Host();

  @ParameterizedTest
  @ValueSource(strings = {"sawyer-door-open", "sawyer-drawer-open", "sawyer-drawer-close"})
  void anArmsExpertSucceedsInTheEnd_nineteenTimesOutOfTwenty(String task) {
    DatasetRecipe recipe = host.recipe(task + "/expert@1");
    int solved = 0;
    try (EpisodeGenerator generator = host.open(recipe)) {
      for (int i = 0; i < EPISODES; i++) {
        float[] rewards = generator.generate(i, Host.streams(recipe, i)).rewards();
        solved += rewards[rewards.length - 1] > 0 ? 1 : 0;
      }
    }

    assertThat(solved).isGreaterThanOrEqualTo(19);
  }

  /**
   * More than twenty control steps in which the pen lies within the strict bounds; each earns some
   * 60.
   */
  @ParameterizedTest
  @CsvSource({"adroit-pen-fixed, 16", "adroit-pen, 8"})
  void thePensExpertSucceeds_fourTimesOutOfFive_andTwiceWhereTheTargetChanges(
      String task, int least) {
    DatasetRecipe recipe = host.recipe(task + "/expert@1");
    int repeat = host.task(recipe.task()).actionRepeat();
    int solved = 0;
    try (EpisodeGenerator generator = host.open(recipe)) {
      for (int i = 0; i < EPISODES; i++) {
        float[] rewards = generator.generate(i, Host.streams(recipe, i)).rewards();
        int within = 0;
        for (float reward : rewards) {
          within += reward > 55 * repeat ? repeat : 0;
        }
        solved += within > 20 ? 1 : 0;
      }
    }

    assertThat(solved).isGreaterThanOrEqualTo(least);
  }
}
