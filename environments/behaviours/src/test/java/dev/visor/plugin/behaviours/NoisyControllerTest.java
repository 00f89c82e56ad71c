package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStreams;
import dev.visor.api.TimeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoisyControllerTest {
  private static final int DECISIONS = 8000;

  @Test
  void without_noise_the_controller_acts_clipped() {
    assertThat(actions(new double[] {0.25, -3}, Noise.of(0, 0)))
        .allSatisfy(action -> assertThat(action).containsExactly(0.25f, -1));
  }

  @Test
  void noise_has_its_deviation_and_remembers_seven_tenths() {
    double[] noise = first(actions(new double[] {0}, Noise.of(0.1, 0)));

    double variance = 0;
    double product = 0;
    for (int i = 1; i < noise.length; i++) {
      variance += noise[i] * noise[i] / DECISIONS;
      product += noise[i] * noise[i - 1] / DECISIONS;
    }
    assertThat(Math.sqrt(variance)).isCloseTo(0.1, within(0.005));
    assertThat(product / variance).isCloseTo(0.7, within(0.04));
  }

  @Test
  void uniform_actions_are_new_at_each_decision_and_fill_the_range() {
    double[] values = first(actions(new double[] {0}, Noise.uniform()));

    double sum = 0;
    double squares = 0;
    for (int i = 1; i < values.length; i++) {
      assertThat(values[i]).isNotEqualTo(values[i - 1]).isBetween(-1.0, 1.0);
      sum += values[i] / DECISIONS;
      squares += values[i] * values[i] / DECISIONS;
    }
    assertThat(sum).isCloseTo(0, within(4 * Math.sqrt(1 / 3.0 / DECISIONS)));
    assertThat(squares).isCloseTo(1 / 3.0, within(0.015));
  }

  @Test
  void random_blocks_hold_one_action_for_eight_decisions_in_their_share() {
    double[] values = first(actions(new double[] {2}, Noise.of(0, 0.25)));

    int random = 0;
    for (int block = 0; block < DECISIONS / 8; block++) {
      for (int i = 1; i < 8; i++) {
        assertThat(values[8 * block + i]).isEqualTo(values[8 * block]);
      }
      random += values[8 * block] == 1 ? 0 : 1;
    }
    assertThat(random / (DECISIONS / 8.0)).isCloseTo(0.25, within(4 * Math.sqrt(0.1875 / 1000)));
  }

  @Test
  void a_cycle_of_replay_episodes_has_every_amount_of_noise_once() {
    assertThat(IntStream.range(0, Noise.REPLAY_CYCLE).mapToObj(episode -> Noise.replay(episode, 1)))
        .doesNotHaveDuplicates()
        .extracting(Noise::deviation)
        .containsOnly(0.1, 0.3, 0.6, 1.0);
    assertThat(Noise.replay(Noise.REPLAY_CYCLE + 5, 1)).isEqualTo(Noise.replay(5, 1));
  }

  @Test
  void forty_replay_episodes_are_as_noisy_as_a_whole_cycle() {
    assertThat(meanShare(40)).isCloseTo(meanShare(Noise.REPLAY_CYCLE), within(0.01));
  }

  private static double meanShare(int episodes) {
    return IntStream.range(0, episodes)
        .mapToObj(episode -> Noise.replay(episode, 1))
        .mapToDouble(Noise::randomShare)
        .average()
        .orElseThrow();
  }

  private static double[] first(List<float[]> actions) {
    return actions.stream().mapToDouble(action -> action[0]).toArray();
  }

  private static List<float[]> actions(double[] wanted, Noise noise) {
    NoisyController controller =
        new NoisyController(
            (physics, decision) -> wanted.clone(),
            noise,
            wanted.length,
            streams("a controller under noise"));
    List<float[]> actions = new ArrayList<>();
    for (int i = 0; i < DECISIONS; i++) {
      actions.add(controller.act(new NoPhysics()));
    }
    return actions;
  }

  private static RandomStreams streams(String name) {
    return Host.streams(new Host().recipe("point_mass-dense/expert@1"), name.hashCode());
  }

  /** For a controller that does not look. */
  private static final class NoPhysics implements PhysicsAccess {
    @Override
    public double[] positions() {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] velocities() {
      throw new UnsupportedOperationException();
    }

    @Override
    public TimeStep place(double[] positions, double[] velocities) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double controlStep(double[] action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] proprio() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> cameras() {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] render(String camera, int height, int width) {
      throw new UnsupportedOperationException();
    }
  }
}
