package dev.visor.plugin.manipulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.mujoco.task.GoalRules;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClawTest {
  private static final int VALVE = 9;

  /** An action that commands the pose at rest. */
  private static final double[] REST = {0, -1, 2 / 3.0, 0, -1, 2 / 3.0, 0, -1, 2 / 3.0};

  @Test
  void the_model_weighs_what_is_published() {
    try (Bench claw = Bench.of("dclaw-screw-velocity")) {
      assertThat(claw.model.positions()).isEqualTo(10);
      assertThat(claw.model.actuators()).isEqualTo(9);
      // The claw and the valve; what stands still weighs nothing.
      assertThat(claw.model.mass()).isCloseTo(0.110 + 3 * 0.335 + 0.4764, within(5e-5));
    }
  }

  @Test
  void at_rest_the_fingers_are_where_they_are_published_and_touch_nothing() {
    try (Bench claw = Bench.of("dclaw-screw-velocity")) {
      claw.start("rest");

      assertThat(claw.body("index_1")).containsExactly(new double[] {0.030, 0.052, 0.250}, half());
      assertThat(claw.body("index_2")).containsExactly(new double[] {0.059, 0.103, 0.216}, half());
      assertThat(claw.simulation.contacts()).isZero();
    }
  }

  @Test
  void holding_still_costs_what_is_published() {
    assertThat(earned("dclaw-screw-velocity", REST)).isCloseTo(-4.4, within(0.05));
  }

  @Test
  void zero_actions_earn_what_is_published() {
    assertThat(earned("dclaw-screw-velocity", new double[9])).isCloseTo(-207, within(0.5));
    assertThat(earned("dclaw-screw-fixed", new double[9])).isCloseTo(-849, within(0.5));
  }

  @Test
  void a_command_runs_ahead_of_a_joint_by_a_fifteenth_of_a_turn_at_most() {
    try (Bench claw = Bench.of("dclaw-screw-velocity")) {
      claw.start("commands");
      claw.command(claw.all(1));

      assertThat(claw.simulation.control(0)).isCloseTo(Math.PI / 15, within(1e-12));
      assertThat(claw.simulation.control(1)).isCloseTo(-Math.PI / 3 + Math.PI / 15, within(1e-12));
      // A third of a right angle ahead: within reach, but not within a step.
      assertThat(claw.simulation.control(2)).isCloseTo(Math.PI / 3 + Math.PI / 15, within(1e-12));

      claw.command(REST);
      assertThat(claw.simulation.control(1)).isCloseTo(-Math.PI / 3, within(1e-12));
    }
  }

  @Test
  void a_turning_valve_earns_five_times_its_speed() {
    try (Bench claw = Bench.of("dclaw-screw-velocity")) {
      claw.start("speed");
      double still = claw.rules.reward();
      claw.simulation.velocity(VALVE, 2);

      assertThat(still).isZero();
      assertThat(claw.rules.reward()).isEqualTo(10);
      claw.simulation.velocity(VALVE, -2);
      assertThat(claw.rules.reward()).isEqualTo(-10);
    }
  }

  @Test
  void slow_joints_cost_nothing_and_fast_ones_their_speed() {
    try (Bench claw = Bench.of("dclaw-screw-velocity")) {
      claw.start("cost");
      claw.simulation.velocity(0, 0.49);
      assertThat(claw.rules.reward()).isZero();

      claw.simulation.velocity(1, 3);
      claw.simulation.velocity(2, -4);
      assertThat(claw.rules.reward()).isCloseTo(-5, within(1e-12));

      claw.simulation.position(0, 0.25);
      assertThat(claw.rules.reward()).isCloseTo(-5.25, within(1e-12));
    }
  }

  @Test
  void the_mark_goes_round_and_the_valve_is_paid_for_being_near() {
    try (Bench claw = Bench.of("dclaw-screw-fixed")) {
      GoalRules rules = (GoalRules) claw.rules;
      claw.start("mark");
      assertThat(claw.rules.reward()).isEqualTo(60);
      assertThat(rules.succeeded()).isTrue();

      // Three control steps: the mark is at 0.15 rad.
      for (int i = 0; i < 3; i++) {
        claw.command(REST);
      }
      assertThat(claw.rules.reward()).isCloseTo(10 - 5 * 0.15, within(1e-12));
      assertThat(rules.succeeded()).isTrue();

      for (int i = 0; i < 2; i++) {
        claw.command(REST);
      }
      assertThat(rules.succeeded()).isFalse();
      assertThat(claw.rules.reward()).isCloseTo(-5 * 0.25, within(1e-12));
    }
  }

  @Test
  void the_error_is_the_shorter_way_round() {
    try (Bench claw = Bench.of("dclaw-screw-fixed")) {
      claw.start("round");
      claw.simulation.position(VALVE, 2 * Math.PI - 1);

      assertThat(claw.rules.reward()).isCloseTo(-5, within(1e-9));
    }
  }

  @Test
  void the_observation_is_the_fingers_alone() {
    try (Bench claw = Bench.of("dclaw-screw-fixed")) {
      claw.start("seen");
      claw.simulation.velocity(8, 7);
      claw.simulation.position(VALVE, 3);

      float[] seen = claw.observation();

      assertThat(seen).hasSize(18);
      assertThat(seen[1]).isCloseTo((float) (-Math.PI / 3), within(1e-6f));
      assertThat(seen[17]).isEqualTo(7);
    }
  }

  private static double earned(String name, double[] action) {
    try (Bench claw = Bench.of(name)) {
      claw.start("returns");
      double sum = 0;
      for (int i = 0; i < claw.task.descriptor().horizon(); i++) {
        sum += claw.act(action);
      }
      return sum;
    }
  }

  private static Offset<Double> half() {
    return within(5e-4);
  }
}
