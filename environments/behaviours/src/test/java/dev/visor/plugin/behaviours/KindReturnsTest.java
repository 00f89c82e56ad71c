package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindReturnsTest {
  /** A whole cycle of the noise of a replay. */
  private static final int EPISODES = 24;

  private final Host host = new Host();

  @Test
  void the_kinds_of_the_dense_task_rise_from_random_to_expert() {
    List<Double> means = means("point_mass-dense");

    assertThat(means).isSorted();
    assertThat(means.get(0)).as("random").isLessThan(250);
    assertThat(means.get(1)).as("medium-replay").isBetween(350.0, 650.0);
    assertThat(means.get(4)).as("expert").isGreaterThan(850);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        "point_mass-easy",
        "cartpole-balance",
        "cartpole-swingup",
        "reacher-easy",
        "reacher-hard",
        "sawyer-door-open",
        "sawyer-drawer-open",
        "sawyer-drawer-close",
        "adroit-pen-fixed",
        "adroit-pen"
      })
  void the_kinds_of_each_task_rise_from_random_to_expert(String task) {
    List<Double> means = means(task);

    assertThat(means).isSorted();
    assertThat(means.get(2) / means.get(4)).as("medium of expert").isBetween(0.4, 0.67);
  }

  /** Mean returns, in the order of the kinds. */
  private List<Double> means(String task) {
    List<Double> means = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      DatasetRecipe recipe = host.recipe(task + "/" + kind.id + "@1");
      double[] returns = host.returns(recipe, EPISODES);
      means.add(Arrays.stream(returns).average().orElseThrow());
    }
    return means;
  }
}
