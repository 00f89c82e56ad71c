package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.api.Test;

class BallInCupTest {
  /** From the place of the ball's origin, 0.2 m high, to the middle of the cup, 0.55 m high. */
  private static final double INSIDE = 0.35;

  @Test
  void the_ball_weighs_what_is_published() {
    try (Bench game = Bench.of("ball_in_cup-catch")) {
      double ball = 1000 * 4 / 3.0 * Math.PI * 0.025 * 0.025 * 0.025;
      double walls = capsule(0.075) + capsule(0.075) + capsule(0.05);
      double slopes = 2 * capsule(Math.sqrt(0.025 * 0.025 * 2));
      assertThat(ball).isCloseTo(0.0654, within(5e-5));
      assertThat(game.model.mass()).isCloseTo(ball + walls + slopes, within(1e-9));
    }
  }

  private static double capsule(double length) {
    return 1000 * Math.PI * 0.008 * 0.008 * (length + 4 * 0.008 / 3);
  }

  @Test
  void only_a_ball_in_the_cup_is_rewarded() {
    try (Bench game = Bench.of("ball_in_cup-catch")) {
      double[] rest = new double[4];
      assertThat(game.reward(ballAt(0, INSIDE), rest)).isEqualTo(1);
      assertThat(game.reward(ballAt(0.0249, INSIDE - 0.0249), rest)).isEqualTo(1);
      assertThat(game.reward(ballAt(0.0251, INSIDE), rest)).isZero();
      assertThat(game.reward(ballAt(0, INSIDE + 0.0251), rest)).isZero();
      assertThat(game.reward(new double[4], rest)).isZero();
      // What counts is the place relative to the cup.
      assertThat(game.reward(new double[] {0.2, -0.1, 0.2, INSIDE - 0.1}, rest)).isEqualTo(1);
    }
  }

  @Test
  void a_ball_that_lies_in_the_cup_stays_there() {
    try (Bench game = Bench.of("ball_in_cup-catch")) {
      game.reward(ballAt(0, INSIDE), new double[4]);
      for (int i = 0; i < 200; i++) {
        game.task.stepping().advance(game.simulation);
      }
      assertThat(game.rules.reward()).isEqualTo(1);
    }
  }

  @Test
  void the_string_holds_a_falling_ball_at_its_length() {
    try (Bench game = Bench.of("ball_in_cup-catch")) {
      int ball = game.model.body("ball");
      int cup = game.model.body("cup");
      game.reward(new double[4], new double[4]);
      for (int i = 0; i < 500; i++) {
        game.task.stepping().advance(game.simulation);
      }
      double string =
          game.simulation.bodyPosition(cup, 2) - 0.108 - game.simulation.bodyPosition(ball, 2);
      assertThat(string).isCloseTo(0.3, within(0.005));
    }
  }

  @Test
  void a_ball_begins_below_or_beside_the_cup_and_touches_nothing() {
    try (Bench game = Bench.of("ball_in_cup-catch")) {
      RandomStream random = RandomStream.of("starts");
      double beside = 0;
      double squares = 0;
      int n = 2000;
      for (int i = 0; i < n; i++) {
        game.start(random);
        assertThat(game.simulation.contacts()).isZero();
        double x = game.simulation.position(2);
        assertThat(x).isBetween(-0.2, 0.2);
        assertThat(game.simulation.position(3)).isBetween(0.2, 0.5);
        beside += x;
        squares += x * x;
      }

      // Uniform but for what the cup takes from the middle.
      double deviation = 0.4 / Math.sqrt(12);
      assertThat(beside / n).isCloseTo(0, within(5 * deviation / Math.sqrt(n)));
      assertThat(Math.sqrt(squares / n)).isBetween(deviation, 1.2 * deviation);
    }
  }

  @Test
  void the_observation_is_positions_and_velocities() {
    try (Bench game = Bench.of("ball_in_cup-catch")) {
      game.reward(new double[] {0.125, 0.25, 0.375, 0.5}, new double[] {1, 2, 3, 4});

      assertThat(game.observation()).containsExactly(0.125f, 0.25f, 0.375f, 0.5f, 1, 2, 3, 4);
    }
  }

  private static double[] ballAt(double x, double z) {
    return new double[] {0, 0, x, z};
  }
}
