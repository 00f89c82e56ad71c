package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ObservationSpec;
import dev.visor.mujoco.MujocoException;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.TaskEnvironment;
import org.junit.jupiter.api.Test;

class ControlEnvironmentsTest {
  @Test
  void a_decision_at_the_horizon_earns_only_the_steps_that_are_left() {
    try (TaskEnvironment env = open("point_mass-dense", 32)) {
      env.place(new double[2], new double[2]);
      for (int i = 0; i < 997; i++) {
        env.controlStep(new double[2]);
      }

      assertThat(env.step(new float[2]).reward()).isEqualTo(3);
    }
  }

  @Test
  void placing_the_arm_leaves_the_target_where_the_reset_put_it() {
    try (TaskEnvironment env = open("reacher-easy", 64)) {
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
    try (TaskEnvironment env = open("humanoid-walk", 64)) {
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
    try (TaskEnvironment stand = open("walker-stand", 64);
        TaskEnvironment run = open("walker-run", 64)) {
      stand.reset(3);
      run.reset(3);

      assertThat(run.positions()).isEqualTo(stand.positions());
    }
  }

  @Test
  void an_episode_whose_physics_fails_is_over_and_another_can_begin() {
    try (TaskEnvironment env = open("walker-walk", 64)) {
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
  void the_ball_of_the_dense_task_can_be_seen_at_32_pixels() {
    try (TaskEnvironment env = open("point_mass-dense", 32)) {
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

  private static TaskEnvironment open(String name, int edge) {
    SimulatedTask task = Bench.named(name);
    return task.open(new ObservationSpec(edge, edge, task.descriptor().proprioception().size()));
  }
}
