package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CartpoleTest {
  private static final double EXACT = 1e-9;

  /** The Gaussian tolerance at half its margin. */
  private static final double HALF_WAY = Math.sqrt(Math.sqrt(0.1));

  @Test
  void cart_and_pole_weigh_what_is_published() {
    try (Bench cartpole = Bench.of("cartpole-swingup")) {
      assertThat(cartpole.model.mass()).isCloseTo(1.1, within(EXACT));
      assertThat(cartpole.model.positions()).isEqualTo(2);
      assertThat(cartpole.model.actuators()).isEqualTo(1);
    }
  }

  @Test
  void an_upright_resting_centred_pole_earns_one() {
    try (Bench cartpole = Bench.of("cartpole-balance")) {
      assertThat(reward(cartpole, 0, 0, 0)).isCloseTo(1, within(EXACT));
    }
  }

  @Test
  void each_factor_lowers_the_reward_as_published() {
    try (Bench cartpole = Bench.of("cartpole-swingup")) {
      assertThat(reward(cartpole, 0, Math.PI, 0)).isCloseTo(0, within(EXACT));
      assertThat(reward(cartpole, 0, Math.PI / 2, 0)).isCloseTo(0.5, within(EXACT));
      assertThat(reward(cartpole, 1, 0, 0)).isCloseTo((1 + HALF_WAY) / 2, within(EXACT));
      assertThat(reward(cartpole, 0, 0, 5)).isCloseTo((1 + 0.1) / 2, within(EXACT));
      assertThat(reward(cartpole, 0, 0, 2.5)).isCloseTo((1 + HALF_WAY) / 2, within(EXACT));
      reward(cartpole, 0, 0, 0);
      assertThat(cartpole.rewardUnder(1)).isCloseTo(0.8, within(EXACT));
      assertThat(cartpole.rewardUnder(-0.5)).isCloseTo((4 + 0.75) / 5, within(EXACT));
    }
  }

  @Test
  void a_hanging_pole_swings_with_the_period_of_its_length() {
    try (Bench cartpole = Bench.of("cartpole-swingup")) {
      // Small swings of the pole with the free cart: ω² = m g l (M + m) / ((I + m l²)(M + m) − m²
      // l²).
      double inertia = 0.009425;
      double omega =
          Math.sqrt(0.1 * 9.81 * 0.5 * 1.1 / ((inertia + 0.1 * 0.25) * 1.1 - 0.01 * 0.25));
      reward(cartpole, 0, Math.PI + 0.01, 0);
      int steps = 0;
      while (cartpole.simulation.position(1) > Math.PI) {
        cartpole.task.stepping().advance(cartpole.simulation);
        steps++;
      }

      double quarterPeriod = Math.PI / 2 / omega;
      assertThat(0.01 * steps).isCloseTo(quarterPeriod, within(0.011));
    }
  }

  @Test
  void the_observation_is_cart_pole_and_velocities() {
    try (Bench cartpole = Bench.of("cartpole-swingup")) {
      cartpole.reward(new double[] {0.3, Math.PI / 6}, new double[] {-1, 2});

      assertThat(cartpole.observation())
          .containsExactly(
              new float[] {0.3f, (float) (Math.sqrt(3) / 2), 0.5f, -1, 2}, within(1e-6f));
    }
  }

  private static double reward(Bench cartpole, double cart, double pole, double poleVelocity) {
    return cartpole.reward(new double[] {cart, pole}, new double[] {0, poleVelocity});
  }
}
