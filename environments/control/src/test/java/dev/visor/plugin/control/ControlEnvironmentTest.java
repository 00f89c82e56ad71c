package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ObservationSpec;
import dev.visor.api.TimeStep;
import dev.visor.mujoco.MujocoException;
import org.junit.jupiter.api.Test;

class ControlEnvironmentTest {
  @Test
  void control_steps_count_towards_the_horizon() {
    try (ControlEnvironment env = open("point_mass-dense", 32)) {
      env.reset(1);
      for (int i = 0; i < 998; i++) {
        env.controlStep(new double[2]);
      }

      TimeStep last = env.step(new float[2]);

      assertThat(last.truncated()).isTrue();
      assertThat(last.terminated()).isFalse();
      assertThatThrownBy(() -> env.controlStep(new double[2]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("point_mass-dense@1: the episode is over: call reset to begin another");
    }
  }

  @Test
  void a_decision_at_the_horizon_earns_only_the_steps_that_are_left() {
    try (ControlEnvironment env = open("point_mass-dense", 32)) {
      env.place(new double[2], new double[2]);
      for (int i = 0; i < 997; i++) {
        env.controlStep(new double[2]);
      }

      assertThat(env.step(new float[2]).reward()).isEqualTo(3);
    }
  }

  @Test
  void placing_the_arm_leaves_the_target_where_the_reset_put_it() {
    try (ControlEnvironment env = open("reacher-easy", 64)) {
      env.reset(5);
      double[] positions = env.positions();
      float[] before = env.proprio();

      env.place(new double[2], new double[2]);
      env.place(positions, new double[2]);

      assertThat(env.proprio()).isEqualTo(before);
    }
  }

  @Test
  void a_body_in_free_flight_is_placed_to_the_last_digit() {
    try (ControlEnvironment env = open("humanoid-walk", 64)) {
      for (long seed = 0; seed < 50; seed++) {
        env.reset(seed);
        env.step(new float[21]);
        double[] positions = env.positions();

        env.place(positions, env.velocities());

        assertThat(env.positions()).isEqualTo(positions);
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_start_in_tasks_of_one_model() {
    try (ControlEnvironment stand = open("walker-stand", 64);
        ControlEnvironment run = open("walker-run", 64)) {
      stand.reset(3);
      run.reset(3);

      assertThat(run.positions()).isEqualTo(stand.positions());
    }
  }

  @Test
  void without_proprioception_there_are_no_values() {
    try (ControlEnvironment env =
        new ControlEnvironment(Bench.named("walker-walk"), new ObservationSpec(48, 64, 0))) {
      TimeStep first = env.reset(1);

      assertThat(first.observation().proprio()).isEmpty();
      assertThat(first.observation().image()).hasSize(48 * 64 * 3);
      assertThat(env.proprio()).hasSize(24);
    }
  }

  @Test
  void an_episode_whose_physics_fails_is_over_and_another_can_begin() {
    try (ControlEnvironment env = open("walker-walk", 64)) {
      double[] velocities = new double[9];
      velocities[2] = 1e9;

      assertThatThrownBy(
              () -> {
                env.place(new double[9], velocities);
                for (int i = 0; i < 1000; i++) {
                  env.controlStep(new double[6]);
                }
              })
          .isInstanceOf(MujocoException.class)
          .hasMessageContaining("reset");
      assertThatThrownBy(() -> env.step(new float[6])).isInstanceOf(IllegalStateException.class);

      assertThat(env.reset(1).last()).isFalse();
      assertThat(env.step(new float[6]).reward()).isPositive();
    }
  }

  @Test
  void a_camera_that_does_not_exist_is_refused_by_name() {
    try (ControlEnvironment env = open("walker-walk", 64)) {
      assertThatThrownBy(() -> env.render("front", 64, 64))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'front'")
          .hasMessageContaining("side");
    }
  }

  @Test
  void picture_sizes_have_bounds() {
    try (ControlEnvironment env = open("walker-walk", 64)) {
      assertThatThrownBy(() -> env.render("side", 15, 64))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("16 to 2048");
      assertThatThrownBy(() -> env.render("side", 64, 2049))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(env.render("back", 16, 20)).hasSize(16 * 20 * 3);
    }
    assertThatThrownBy(() -> open("walker-walk", 8)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_ball_of_the_dense_task_can_be_seen_at_32_pixels() {
    try (ControlEnvironment env = open("point_mass-dense", 32)) {
      byte[] here = env.place(new double[] {0.15, 0.1}, new double[2]).observation().image();
      byte[] there = env.place(new double[] {-0.15, 0.1}, new double[2]).observation().image();

      int visible = 0;
      for (int pixel = 0; pixel < 32 * 32; pixel++) {
        int x = pixel % 32;
        int red = (here[3 * pixel] & 0xff) - (there[3 * pixel] & 0xff);
        if (x >= 16 && Math.abs(red) > 50) {
          visible++;
        }
      }
      // A disc of radius 0.04 m in a view of 0.62 m is some 13 pixels large.
      assertThat(visible).isBetween(8, 20);
    }
  }

  private static ControlEnvironment open(String name, int edge) {
    ControlTask task = Bench.named(name);
    return new ControlEnvironment(
        task, new ObservationSpec(edge, edge, task.descriptor().proprioception().size()));
  }
}
