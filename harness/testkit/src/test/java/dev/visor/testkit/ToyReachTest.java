package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.DatasetView;
import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.TimeStep;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ToyReachTest {
  private static final ObservationSpec SMALL = new ObservationSpec(2, 2, 2);

  private static double meanReturn(int episodes, Function<float[], float[]> policy) {
    double sum = 0;
    try (Environment environment = new ToyReach(SMALL)) {
      for (int i = 0; i < episodes; i++) {
        TimeStep step = environment.reset(i);
        while (!step.last()) {
          step = environment.step(policy.apply(step.observation().proprio()));
          sum += step.reward();
        }
      }
    }
    return sum / episodes;
  }

  @Test
  void the_random_return_is_that_of_uniform_actions() {
    RandomStream random = RandomStream.of("toy test");

    assertThat(
            meanReturn(
                2000,
                position -> new float[] {2 * random.nextFloat() - 1, 2 * random.nextFloat() - 1}))
        .isCloseTo(ToyReach.TASK.returns().random(), within(0.3));
  }

  @Test
  void the_reference_return_is_that_of_walking_straight_to_the_middle() {
    assertThat(meanReturn(2000, position -> new float[] {-10 * position[0], -10 * position[1]}))
        .isCloseTo(ToyReach.TASK.returns().reference(), within(0.3));
  }

  @Test
  void data_of_a_better_behaviour_earns_more() {
    double random = meanReturn(ToyTrial.dataset("random"));
    double replay = meanReturn(ToyTrial.dataset("medium-replay"));
    double expert = meanReturn(ToyTrial.dataset("expert"));

    assertThat(replay).isBetween(random + 5, expert - 5);
  }

  @Test
  void data_has_one_observation_more_than_actions() {
    DatasetView data = ToyTrial.dataset("expert");

    assertThat(data.episodes()).isEqualTo(40);
    assertThat(data.length(0)).isEqualTo(ToyReach.TASK.decisions());
    assertThat(data.transitions()).isEqualTo(40L * ToyReach.TASK.decisions());
    float[] last = new float[2];
    data.proprio(0, data.length(0), 1, last, 0);
    assertThat(last[0]).isBetween(-0.3f, 0.3f);
  }

  private static double meanReturn(DatasetView data) {
    double sum = 0;
    for (int episode = 0; episode < data.episodes(); episode++) {
      float[] rewards = new float[data.length(episode)];
      data.rewards(episode, 0, rewards.length, rewards, 0);
      for (float reward : rewards) {
        sum += reward;
      }
    }
    return sum / data.episodes();
  }
}
