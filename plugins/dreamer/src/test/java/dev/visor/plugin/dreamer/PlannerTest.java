package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.RandomStream;
import dev.visor.nn.Parameters;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model in which reward is the state, and the state is what the first action value makes it. */
class PlannerTest {
  private final TinyDreams tiny =
      new TinyDreams(Map.of("latent", Latent.GAUSSIAN, "ensemble", 1, "headLayers", 1));

  private Planner planner(Planner.Settings settings) {
    return new Planner(tiny.workspace, tiny.shape, tiny.weights, settings);
  }

  /** Lets the reward rise with the first value of an action, and depend on nothing else. */
  private void rewardFirstValue(float slope) {
    Parameters weights = tiny.weights;
    for (String name : weights.names()) {
      weights.set(name, new float[weights.get(name).length]);
    }
    set("recurrence/in/kernel", tiny.shape.latent().stoch() * 6, 1);
    // z = 0.5 everywhere, so that h' = 0.5 h + 0.5 tanh(x).
    set("recurrence/gru/input", 2 * 5, 1);
    set("reward/0/kernel", tiny.shape.latent().stoch() * 7, 1);
    set("reward/1/kernel", 0, slope);
  }

  private void set(String name, int at, float value) {
    float[] values = tiny.weights.get(name);
    values[at] = value;
    tiny.weights.set(name, values);
  }

  @Test
  void plan_goesWhereTheRewardIs() {
    for (float slope : new float[] {1, -1}) {
      rewardFirstValue(slope);
      float[] action =
          planner(new Planner.Settings(4, 200, 20, 6))
              .plan(new float[tiny.shape.features()], RandomStream.of("plan"));
      assertThat(action).hasSize(TinyDreams.ACTIONS);
      assertThat(action[0] * slope).isGreaterThan(0.7f);
      assertThat(action[1]).isBetween(-1f, 1f);
    }
  }

  @Test
  void plan_repeats_andLeavesTheStateAlone() {
    Planner planner = planner(new Planner.Settings(3, 30, 5, 2));
    float[] from = tiny.draw(tiny.shape.features());
    float[] before = from.clone();
    float[] first = planner.plan(from, RandomStream.of("plan"));
    assertThat(planner.plan(from, RandomStream.of("plan"))).containsExactly(first);
    assertThat(Arrays.equals(from, before)).isTrue();
  }

  @Test
  void moreElitesThanPlans_areRefused() {
    assertThatThrownBy(() -> new Planner.Settings(3, 4, 5, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 rounds of the best 5 of 4 plans of 3 steps");
  }
}
