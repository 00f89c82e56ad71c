package dev.visor.plugin.manipulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ObservationSpec;
import dev.visor.api.SuccessSignal;
import dev.visor.api.TimeStep;
import dev.visor.mujoco.MujocoException;
import org.junit.jupiter.api.Test;

class ManipulationEnvironmentTest {
  @Test
  void control_steps_count_towards_the_horizon_and_its_end_truncates() {
    try (ManipulationEnvironment env = Bench.environment("dclaw-screw-fixed")) {
      env.reset(1);
      for (int i = 0; i < 79; i++) {
        env.controlStep(new double[9]);
      }

      TimeStep last = env.step(new float[9]);

      assertThat(last.truncated()).isTrue();
      assertThat(last.terminated()).isFalse();
      assertThatThrownBy(() -> env.controlStep(new double[9]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("dclaw-screw-fixed@1: the episode is over: call reset to begin another");
    }
  }

  @Test
  void success_is_told_without_a_step_and_of_each_episode_anew() {
    try (ManipulationEnvironment env = Bench.environment("sawyer-drawer-close")) {
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
  void a_closed_environment_tells_nothing() {
    ManipulationEnvironment env = Bench.environment("sawyer-door-open");
    env.close();

    assertThatThrownBy(((SuccessSignal) env)::succeeded)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> env.reset(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void placing_the_pen_leaves_the_target_where_the_reset_put_it() {
    try (ManipulationEnvironment env = Bench.environment("adroit-pen")) {
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
    try (ManipulationEnvironment env = Bench.environment("dclaw-screw-velocity")) {
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

  @Test
  void a_camera_that_does_not_exist_is_refused_by_name() {
    try (ManipulationEnvironment env = Bench.environment("adroit-pen")) {
      assertThatThrownBy(() -> env.render("front", 64, 64))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'front'")
          .hasMessageContaining("fixed");
    }
  }

  @Test
  void picture_sizes_have_bounds() {
    assertThatThrownBy(
            () ->
                ManipulationEnvironment.open(
                    Bench.named("adroit-pen"), new ObservationSpec(8, 64, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("adroit-pen@1 cannot be drawn with 8 × 64 pixels; each edge has 16 to 2048");
    try (ManipulationEnvironment env = Bench.environment("adroit-pen")) {
      assertThat(env.render("wide", 16, 20)).hasSize(16 * 20 * 3);
      assertThatThrownBy(() -> env.render("fixed", 64, 2049))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void wrong_actions_and_states_are_refused_with_what_is_wrong() {
    try (ManipulationEnvironment env = Bench.environment("sawyer-door-open")) {
      env.reset(1);

      assertThatThrownBy(() -> env.step(new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sawyer-door-open@1 takes actions of 4 values, not 3");
      assertThatThrownBy(() -> env.controlStep(new double[] {0, 0, Double.NaN, 0}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sawyer-door-open@1: action move_z is NaN");
      assertThatThrownBy(() -> env.place(new double[9], new double[10]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sawyer-door-open@1 has 10 positions, not 9");
    }
  }
}
