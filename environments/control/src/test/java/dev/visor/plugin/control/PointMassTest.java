package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PointMassTest {
  private static final double EXACT = 1e-9;

  @Test
  void the_ball_weighs_the_same_in_both_tasks() {
    try (Bench easy = Bench.of("point_mass-easy");
        Bench dense = Bench.of("point_mass-dense")) {
      assertThat(easy.model.mass()).isCloseTo(0.3, within(EXACT));
      assertThat(dense.model.mass()).isCloseTo(0.3, within(EXACT));
    }
  }

  @Test
  void the_easy_task_rewards_the_target_and_little_force() {
    try (Bench easy = Bench.of("point_mass-easy")) {
      assertThat(reward(easy, 0, 0)).isEqualTo(1);
      assertThat(easy.rewardUnder(1, 1)).isCloseTo(0.8, within(EXACT));
      assertThat(easy.rewardUnder(1, 0)).isCloseTo(0.9, within(EXACT));
      assertThat(reward(easy, 0.018, 0.024)).isCloseTo(0.1, within(EXACT));
    }
  }

  @Test
  void the_dense_task_rewards_nearness_alone() {
    try (Bench dense = Bench.of("point_mass-dense")) {
      assertThat(reward(dense, 0.03, 0)).isEqualTo(1);
      assertThat(dense.rewardUnder(1, 1)).isEqualTo(1);
      assertThat(reward(dense, 0, -0.13)).isCloseTo(0.1, within(EXACT));
      assertThat(reward(dense, 0.08, 0)).isCloseTo(Math.sqrt(Math.sqrt(0.1)), within(EXACT));
    }
  }

  @Test
  void both_tasks_move_alike() {
    try (Bench easy = Bench.of("point_mass-easy");
        Bench dense = Bench.of("point_mass-dense")) {
      for (Bench bench : new Bench[] {easy, dense}) {
        bench.reward(new double[] {0.1, -0.2}, new double[2]);
        bench.simulation.control(0, 1);
        bench.simulation.control(1, -0.5);
        for (int i = 0; i < 50; i++) {
          bench.task.stepping().advance(bench.simulation);
        }
      }

      assertThat(dense.observation()).isEqualTo(easy.observation());
    }
  }

  @Test
  void a_force_accelerates_the_ball_against_its_damping() {
    try (Bench easy = Bench.of("point_mass-easy")) {
      reward(easy, 0, 0);
      easy.simulation.control(0, 1);
      for (int i = 0; i < 120; i++) {
        easy.task.stepping().advance(easy.simulation);
      }

      // Gear 0.1 against damping 1: the terminal speed is 0.1 m/s, before the limit at 0.29 m.
      assertThat(easy.observation()[2]).isCloseTo(0.1f, within(1e-3f));
      assertThat(easy.observation()[3]).isZero();
    }
  }

  private static double reward(Bench bench, double x, double y) {
    return bench.reward(new double[] {x, y}, new double[2]);
  }
}
