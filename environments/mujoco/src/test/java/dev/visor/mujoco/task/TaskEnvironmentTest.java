package dev.visor.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ObservationSpec;
import dev.visor.api.SuccessSignal;
import dev.visor.api.TimeStep;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.MujocoException;
import dev.visor.mujoco.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskEnvironmentTest {
  private static final List<String> FELT = List.of("x", "x_velocity");
  private static final ObservationSpec SMALL = new ObservationSpec(16, 20, 2);

  @Test
  void control_steps_count_towards_the_horizon_and_its_end_truncates() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      assertThat(env.running()).isFalse();
      env.reset(1);
      for (int i = 0; i < 3; i++) {
        env.controlStep(new double[1]);
      }
      assertThat(env.running()).isTrue();

      TimeStep last = env.step(new float[1]);

      assertThat(last.truncated()).isTrue();
      assertThat(last.terminated()).isFalse();
      assertThatThrownBy(() -> env.controlStep(new double[1]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cart@3: the episode is over: call reset to begin another");
      assertThat(env.reset(1).last()).isFalse();
    }
  }

  @Test
  void an_action_is_held_and_its_rewards_are_summed_as_far_as_the_horizon() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      env.reset(1);

      assertThat(env.step(new float[] {0.5f}).reward()).isEqualTo(1);
      assertThat(env.step(new float[] {0.5f}).last()).isFalse();
      assertThat(env.step(new float[] {0.5f}).reward()).isEqualTo(0.5);
    }
  }

  @Test
  void actions_become_controls_and_are_clipped() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      env.reset(1);

      assertThat(env.controlStep(new double[] {-0.25})).isEqualTo(-0.25);
      assertThat(env.controlStep(new double[] {7})).isEqualTo(1);
      assertThat(env.step(new float[] {-3}).reward()).isEqualTo(-2);
    }
  }

  @Test
  void rules_may_make_other_controls_of_an_action() {
    SimulatedTask reversed =
        CartTask.with(
            (model, simulation) ->
                new CartTask(model, simulation) {
                  @Override
                  public double[] act(double[] action) {
                    return new double[] {-action[0]};
                  }
                },
            FELT);
    try (TaskEnvironment env = reversed.open(SMALL)) {
      env.reset(1);

      assertThat(env.controlStep(new double[] {0.5})).isEqualTo(-0.5);
    }
  }

  @Test
  void a_task_that_ends_itself_terminates_in_the_middle_of_a_decision() {
    SimulatedTask short_lived =
        CartTask.with(
            (model, simulation) ->
                new CartTask(model, simulation) {
                  @Override
                  public boolean ended() {
                    return simulation.time() > 2.5 * CONTROL_SECONDS;
                  }
                },
            FELT);
    try (TaskEnvironment env = short_lived.open(SMALL)) {
      env.reset(1);
      assertThat(env.step(new float[] {1}).last()).isFalse();

      TimeStep last = env.step(new float[] {1});

      assertThat(last.terminated()).isTrue();
      assertThat(last.truncated()).isFalse();
      assertThat(last.reward()).isEqualTo(1);
      assertThatThrownBy(() -> env.step(new float[1])).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_same_seed_gives_the_same_start_and_another_seed_another() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      env.reset(4);
      double[] start = env.positions();
      env.step(new float[] {1});

      env.reset(5);
      assertThat(env.positions()[0]).isNotEqualTo(start[0]);
      env.reset(4);
      assertThat(env.positions()).isEqualTo(start);
    }
  }

  @Test
  void an_episode_begins_in_a_given_state_to_the_last_digit() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      // The ball's quaternion is not quite of length 1; MuJoCo would make it so.
      double[] positions = {0.7, 0, 1, 0, 0.6, 0, 0, 0.8000001};
      double[] velocities = {-0.5, 0, 0, 0, 0, 0, 0};

      TimeStep first = env.place(positions, velocities);

      assertThat(env.positions()).isEqualTo(positions);
      assertThat(env.velocities()).isEqualTo(velocities);
      assertThat(first.reward()).isZero();
      assertThat(first.observation().proprio()).containsExactly(0.7f, -0.5f);
    }
  }

  @Test
  void rules_resume_before_the_first_observation_of_a_given_state() {
    SimulatedTask resuming =
        CartTask.with(
            (model, simulation) ->
                new CartTask(model, simulation) {
                  private float resumed;

                  @Override
                  public void resume() {
                    resumed++;
                  }

                  @Override
                  public void observe(float[] target) {
                    target[0] = resumed;
                  }
                },
            FELT);
    try (TaskEnvironment env = resuming.open(SMALL)) {
      assertThat(env.reset(1).observation().proprio()).containsExactly(0, 0);
      assertThat(env.place(env.positions(), env.velocities()).observation().proprio())
          .containsExactly(1, 0);
    }
  }

  @Test
  void without_proprioception_an_observation_has_no_values_but_they_can_be_asked_for() {
    try (TaskEnvironment env = CartTask.task().open(new ObservationSpec(48, 64, 0))) {
      TimeStep first = env.reset(1);

      assertThat(first.observation().proprio()).isEmpty();
      assertThat(first.observation().image()).hasSize(48 * 64 * 3);
      assertThat(env.proprio()).containsExactly((float) env.positions()[0], 0);
    }
  }

  @Test
  void the_whole_state_is_what_the_agent_feels_unless_the_rules_tell_more() {
    SimulatedTask telling =
        CartTask.with(
            (model, simulation) ->
                new CartTask(model, simulation) {
                  @Override
                  public void tell(float[] target) {
                    observe(target);
                    target[2] = 9;
                  }
                },
            List.of("x", "x_velocity", "weather"));
    try (TaskEnvironment env = CartTask.task().open(SMALL);
        TaskEnvironment more = telling.open(SMALL)) {
      env.reset(1);
      more.reset(1);

      assertThat(env.state()).isEqualTo(env.proprio());
      assertThat(more.state()).containsExactly(more.proprio()[0], 0, 9);
    }
  }

  @Test
  void a_task_that_can_be_solved_says_so() {
    try (TaskEnvironment env = CartTask.task().open(SMALL);
        TaskEnvironment solvable = CartTask.with(Parking::new, FELT).open(SMALL)) {
      assertThat(env).isNotInstanceOf(SuccessSignal.class);
      SuccessSignal signal = (SuccessSignal) solvable;
      solvable.place(new double[] {0, 0, 1, 0, 1, 0, 0, 0}, new double[7]);
      assertThat(signal.succeeded()).isTrue();
      solvable.place(new double[] {1, 0, 1, 0, 1, 0, 0, 0}, new double[7]);
      assertThat(signal.succeeded()).isFalse();

      solvable.close();
      assertThatThrownBy(signal::succeeded).isInstanceOf(IllegalStateException.class);
    }
  }

  private static final class Parking extends CartTask implements GoalRules {
    Parking(Model model, Simulation simulation) {
      super(model, simulation);
    }

    @Override
    public boolean succeeded() {
      return Math.abs(simulation.position(0)) < 0.1;
    }
  }

  @Test
  void any_camera_is_drawn_in_any_size_within_bounds() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      assertThat(env.cameras()).containsExactly("front", "above");
      byte[] seen = env.reset(1).observation().image();
      assertThat(env.render("front", 16, 20)).isEqualTo(seen);
      assertThat(env.render("above", 16, 20)).hasSize(16 * 20 * 3).isNotEqualTo(seen);

      assertThatThrownBy(() -> env.render("below", 64, 64))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cart@3 has no camera 'below'; it has [front, above]");
      assertThatThrownBy(() -> env.render("front", 64, 2049))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cart@3 cannot be drawn with 64 × 2049 pixels; each edge has 16 to 2048");
    }
  }

  @Test
  void an_observation_that_the_task_does_not_have_is_refused() {
    assertThatThrownBy(() -> CartTask.task().open(new ObservationSpec(8, 64, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cart@3 cannot be drawn with 8 × 64 pixels; each edge has 16 to 2048");
    assertThatThrownBy(() -> CartTask.task().open(new ObservationSpec(64, 64, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cart@3 has 2 proprioceptive values; an observation holds all of them or none, not 1");
  }

  @Test
  void wrong_actions_and_states_are_refused_with_what_is_wrong() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      env.reset(1);

      assertThatThrownBy(() -> env.step(new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cart@3 takes actions of 1 values, not 3");
      assertThatThrownBy(() -> env.controlStep(new double[] {Double.NaN}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cart@3: action push is NaN");
      assertThatThrownBy(() -> env.place(new double[9], new double[7]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cart@3 has 8 positions, not 9");
      double[] fast = {0, Double.POSITIVE_INFINITY, 0, 0, 0, 0, 0};
      assertThatThrownBy(() -> env.place(new double[8], fast))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cart@3: velocities 1 is Infinity");
      assertThat(env.running()).isTrue();
    }
  }

  @Test
  void before_a_reset_and_after_closing_nothing_is_stepped() {
    TaskEnvironment env = CartTask.task().open(SMALL);
    assertThatThrownBy(() -> env.step(new float[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cart@3: there is no episode yet: call reset first");
    env.close();
    env.close();

    assertThatThrownBy(() -> env.reset(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cart@3: the environment is closed");
    assertThatThrownBy(env::state).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> env.render("front", 16, 16)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_episode_whose_physics_fails_is_over_and_another_can_begin() {
    try (TaskEnvironment env = CartTask.task().open(SMALL)) {
      env.place(new double[] {0, 0, 1, 0, 1, 0, 0, 0}, new double[] {1e12, 0, 0, 0, 0, 0, 0});

      assertThatThrownBy(() -> env.controlStep(new double[1]))
          .isInstanceOf(MujocoException.class)
          .hasMessageContaining("reset");
      assertThatThrownBy(() -> env.step(new float[1])).isInstanceOf(IllegalStateException.class);

      assertThat(env.reset(1).last()).isFalse();
      assertThat(env.step(new float[] {1}).reward()).isEqualTo(2);
    }
  }
}
