package dev.visor.plugin.manipulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.mujoco.task.GoalRules;
import dev.visor.mujoco.task.TaskEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SawyerTest {
  /** All links and both claws, in kg. */
  private static final double ARM = 18.6658 + 2 * 0.0162;

  @Test
  void door_and_drawer_weigh_what_is_published() {
    try (Bench door = Bench.of("sawyer-door-open");
        Bench drawer = Bench.of("sawyer-drawer-open")) {
      assertThat(door.model.mass()).isCloseTo(ARM + 2.2298, within(1e-4));
      assertThat(drawer.model.mass()).isCloseTo(ARM + 0.38, within(1e-4));
    }
  }

  @Test
  void an_episode_starts_with_the_hand_over_the_table_and_the_door_shut() {
    try (Bench door = Bench.of("sawyer-door-open")) {
      door.start("start");

      assertThat(door.body("hand")).containsExactly(new double[] {0, 0.6, 0.196}, within(3e-3));
      // Fingers point down.
      int hand = door.model.body("hand");
      assertThat(door.simulation.bodyRotation(hand, 2, 0)).isLessThan(-0.999);
      assertThat(door.simulation.position(joint(door, "door"))).isZero();
      assertThat(door.simulation.contacts()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.1907, 0.7929",
    "-1.0, -0.0722, 0.5260",
    "-1.61, -0.3068, 0.5288",
    "-2.0, -0.4388, 0.6029"
  })
  void the_handle_goes_round_the_hinge(double angle, double x, double y) {
    try (Bench door = Bench.of("sawyer-door-open")) {
      door.simulation.position(joint(door, "door"), angle);
      door.simulation.forward();

      assertThat(door.sensed(door.model.sensor("handle")))
          .containsExactly(new double[] {x, y, 0.1525}, within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "-1.40, false",
    "-1.41, true",
    "-1.61, true",
    "-1.81, true",
    "-1.82, false",
    "-2, false"
  })
  void the_door_is_open_within_bounds_and_not_at_its_stop(double angle, boolean open) {
    try (Bench door = Bench.of("sawyer-door-open")) {
      door.simulation.position(joint(door, "door"), angle);
      door.simulation.forward();

      assertThat(((GoalRules) door.rules).succeeded()).isEqualTo(open);
      assertThat(door.rules.reward()).isEqualTo(open ? 1 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"-0.12, 0", "-0.13, 1", "-0.16, 1"})
  void a_drawer_is_open_near_its_stop(double place, double reward) {
    assertThat(earned("sawyer-drawer-open", place)).isEqualTo(reward);
  }

  @ParameterizedTest
  @CsvSource({"-0.16, 0", "-0.011, 0", "-0.009, 1", "0, 1"})
  void a_drawer_is_shut_within_a_centimetre(double place, double reward) {
    assertThat(earned("sawyer-drawer-close", place)).isEqualTo(reward);
  }

  private static double earned(String name, double place) {
    try (Bench drawer = Bench.of(name)) {
      drawer.simulation.position(joint(drawer, "drawer"), place);
      drawer.simulation.forward();
      return drawer.rules.reward();
    }
  }

  @Test
  void the_drawer_to_close_stands_open_by_8_to_16_centimetres() {
    try (Bench drawer = Bench.of("sawyer-drawer-close")) {
      double least = 1;
      double greatest = 0;
      for (int i = 0; i < 40; i++) {
        drawer.start("start " + i);
        double opening = -drawer.simulation.position(joint(drawer, "drawer"));
        least = Math.min(least, opening);
        greatest = Math.max(greatest, opening);
      }

      assertThat(least).isBetween(0.08, 0.09);
      assertThat(greatest).isBetween(0.15, 0.16);
    }
  }

  /** The original's controller has its first success at step 80, and 70 steps of success. */
  @Test
  void the_door_opens_to_the_original_s_controller() {
    try (Bench door = Script.OPEN_DOOR.bench()) {
      Script.Outcome outcome = Script.OPEN_DOOR.play(door, "door");

      assertThat(outcome.first()).isCloseTo(80, within(3));
      assertThat(outcome.successes()).isCloseTo(70, within(3));
      assertThat(outcome.last()).isTrue();
    }
  }

  @Test
  void a_drawer_can_be_pulled_open() {
    try (Bench drawer = Script.OPEN_DRAWER.bench()) {
      Script.Outcome outcome = Script.OPEN_DRAWER.play(drawer, "drawer");

      assertThat(outcome.successes()).isCloseTo(98, within(3));
      assertThat(outcome.last()).isTrue();
    }
  }

  @Test
  void a_drawer_can_be_pushed_shut_from_wherever_it_is() {
    try (Bench drawer = Script.CLOSE_DRAWER.bench()) {
      for (int i = 0; i < 20; i++) {
        Script.Outcome outcome = Script.CLOSE_DRAWER.play(drawer, "drawer " + i);

        assertThat(outcome.successes()).isCloseTo(40, within(3));
        assertThat(outcome.last()).isTrue();
      }
    }
  }

  @Test
  void an_action_moves_the_guide_within_its_box() {
    try (Bench door = Bench.of("sawyer-door-open")) {
      door.start("guide");
      door.act(0.5, -1, 1, 0);
      assertThat(door.body("guide"))
          .containsExactly(new double[] {0.005, 0.59, 0.21}, within(1e-9));

      for (int i = 0; i < 100; i++) {
        door.act(1, -1, -1, 0);
      }
      assertThat(door.body("guide")).containsExactly(new double[] {0.5, 0.4, 0.05}, within(1e-9));
    }
  }

  @Test
  void the_gripper_closes_at_1_and_opens_at_minus_1() {
    try (Bench door = Bench.of("sawyer-door-open")) {
      door.start("gripper");
      assertThat(door.observation()[3]).isCloseTo(0.1f, within(2e-3f));
      for (int i = 0; i < 40; i++) {
        door.act(0, 0, 0, 1);
      }
      assertThat(door.observation()[3]).isCloseTo(0.03f, within(2e-3f));
      for (int i = 0; i < 40; i++) {
        door.act(0, 0, 0, -1);
      }
      assertThat(door.observation()[3]).isCloseTo(0.1f, within(2e-3f));
    }
  }

  @Test
  void in_a_state_from_elsewhere_the_guide_is_where_the_hand_is() {
    try (TaskEnvironment env = Bench.environment("sawyer-drawer-close")) {
      env.reset(1);
      for (int i = 0; i < 5; i++) {
        env.controlStep(new double[] {1, 0, 0, 0});
      }
      double[] positions = env.positions();
      env.reset(2);
      env.place(positions, new double[env.velocities().length]);
      float before = env.proprio()[0];
      for (int i = 0; i < 5; i++) {
        env.controlStep(new double[4]);
      }

      assertThat(before).isGreaterThan(0.1f);
      assertThat(env.proprio()[0]).isCloseTo(before, within(5e-3f));
    }
  }

  private static int joint(Bench bench, String name) {
    return bench.model.jointPosition(bench.model.joint(name));
  }
}
