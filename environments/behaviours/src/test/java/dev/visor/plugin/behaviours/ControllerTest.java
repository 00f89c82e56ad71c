package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TaskId;
import org.junit.jupiter.api.Test;

/** Actions in states by hand: who changes one raises the version in the recipes' digest. */
class ControllerTest {
  private static final double EXACT = 1e-6;

  private final Host host = new Host();

  @Test
  void the_ball_is_pushed_to_the_middle_and_braked() {
    assertThat(
            act("point_mass-dense", new Push(), new double[] {0.1, -0.02}, new double[] {0.3, 0}))
        .containsExactly(new double[] {-0.9 - 0.9, 0.18}, within(EXACT));
  }

  @Test
  void an_upright_pole_is_balanced_by_feedback() {
    assertThat(
            act(
                "cartpole-swingup",
                new SwingUp(),
                new double[] {0.1, 2 * Math.PI + 0.05},
                new double[] {-0.2, 0.3}))
        .containsExactly(new double[] {12 * 0.05 + 3 * 0.3 + 0.1 - 1.6 * 0.2}, within(EXACT));
  }

  @Test
  void a_resting_pole_is_kicked_and_a_level_one_given_energy() {
    assertThat(act("cartpole-swingup", new SwingUp(), new double[] {0, Math.PI}, new double[2]))
        .containsExactly(0.8);
    // At 120 degrees with 2 rad/s: it lacks 0.4905 · 1.5 − 0.034425 · 2 = 0.6669 J.
    assertThat(
            act(
                "cartpole-swingup",
                new SwingUp(),
                new double[] {0, 2 * Math.PI / 3},
                new double[] {0, 2}))
        .containsExactly(new double[] {8 * -0.6669 * 2 * -0.5}, within(EXACT));
  }

  @Test
  void an_arm_that_touches_the_target_is_left_alone_and_any_other_reaches_it() {
    try (Environment env =
        host.open(new TaskId("reacher-easy", 1), new ObservationSpec(16, 16, 0))) {
      PhysicsAccess physics = (PhysicsAccess) env;
      for (int seed = 0; seed < 20; seed++) {
        env.reset(seed);
        double reward = 0;
        for (int i = 0; i < 100; i++) {
          reward = physics.controlStep(clipped(new Reach().act(physics, 0)));
        }

        assertThat(reward).as("seed %d after 2 s", seed).isEqualTo(1);
        assertThat(new Reach().act(physics, 0)).containsExactly(new double[2], within(0.05));
      }
    }
  }

  private double[] act(
      String task, Controller controller, double[] positions, double[] velocities) {
    try (Environment env = host.open(new TaskId(task, 1), new ObservationSpec(16, 16, 0))) {
      PhysicsAccess physics = (PhysicsAccess) env;
      physics.place(positions, velocities);
      return controller.act(physics, 0);
    }
  }

  private static double[] clipped(double[] action) {
    for (int i = 0; i < action.length; i++) {
      action[i] = Math.max(-1, Math.min(1, action[i]));
    }
    return action;
  }
}
