package dev.visor.plugin.manipulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.SuccessSignal;
import dev.visor.mujoco.MujocoException;
import dev.visor.mujoco.task.TaskEnvironment;
import org.junit.jupiter.api.Test;

class ManipulationEnvironmentsTest {
  @Test
  void success_is_told_without_a_step_and_of_each_episode_anew() {
    try (TaskEnvironment env = Bench.environment("sawyer-drawer-close")) {
      SuccessSignal signal = (SuccessSignal) env;
      env.reset(1);
      assertThat(signal.succeeded()).isFalse();

      double[] shut = env.positions();
      shut[shut.length - 1] = 0;
      env.place(shut, env.velocities());
      assertThat(signal.succeeded()).isTrue();

      env.reset(1);
      assertThat(signal.succeeded()).isFalse();
    }
  }

  @Test
  void placing_the_pen_leaves_the_target_where_the_reset_put_it() {
    try (TaskEnvironment env = Bench.environment("adroit-pen")) {
      byte[] seen = env.reset(5).observation().image();
      double[] positions = env.positions();
      byte[] other = env.reset(6).observation().image();
      env.reset(5);

      byte[] again = env.place(positions, env.velocities()).observation().image();

      assertThat(again).isEqualTo(seen);
      assertThat(other).isNotEqualTo(seen);
    }
  }

  @Test
  void an_episode_whose_physics_fails_is_over_and_another_can_begin() {
    try (TaskEnvironment env = Bench.environment("dclaw-screw-velocity")) {
      double[] velocities = new double[10];
      velocities[2] = 1e12;

      assertThatThrownBy(
              () -> {
                env.place(new double[10], velocities);
                env.controlStep(new double[9]);
              })
          .isInstanceOf(MujocoException.class);
      assertThatThrownBy(() -> env.step(new float[9])).isInstanceOf(IllegalStateException.class);

      assertThat(env.reset(1).last()).isFalse();
      assertThat(env.step(new float[9]).last()).isFalse();
    }
  }
}
