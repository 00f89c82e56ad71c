package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlTaskTest {
  static Stream<String> tasks() {
    return Bench.all().map(task -> task.descriptor().id().name());
  }

  @Test
  void there_are_the_tasks_that_were_promised() {
    assertThat(new ControlEnvironments().tasks())
        .extracting(task -> task.id().toString())
        .containsExactlyInAnyOrder(
            "walker-stand@1",
            "walker-walk@1",
            "walker-walk-legacy@1",
            "walker-run@1",
            "cheetah-run@1",
            "cheetah-run-legacy@1",
            "humanoid-walk@1",
            "humanoid-walk-legacy@1",
            "cartpole-balance@1",
            "cartpole-swingup@1",
            "reacher-easy@1",
            "reacher-hard@1",
            "finger-spin@1",
            "ball_in_cup-catch@1",
            "point_mass-easy@1",
            "point_mass-dense@1");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void a_descriptor_agrees_with_its_model(String name) {
    try (Bench bench = Bench.of(name)) {
      TaskDescriptor task = bench.task.descriptor();

      assertThat(bench.model.actuatorNames()).isEqualTo(task.actions());
      assertThat(bench.model.cameras()).first().isEqualTo(task.camera());
      assertThat(bench.model.timestep() * bench.task.stepping().physicsSteps())
          .isCloseTo(task.controlSeconds(), within(1e-12));
      for (int i = 0; i < bench.model.actuators(); i++) {
        assertThat(bench.model.controlLow(i)).isEqualTo(-1);
        assertThat(bench.model.controlHigh(i)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void a_control_step_takes_its_time_and_leaves_nothing_behind(String name) {
    try (Bench bench = Bench.of(name)) {
      bench.start(RandomStream.of("a control step"));
      bench.task.stepping().advance(bench.simulation);
      float[] seen = bench.observation();
      double reward = bench.rules.reward();
      assertThat(bench.simulation.time())
          .isCloseTo(bench.task.descriptor().controlSeconds(), within(1e-12));

      // All that depends on positions and velocities is up to date already.
      bench.simulation.forward();

      assertThat(bench.observation()).isEqualTo(seen);
      assertThat(bench.rules.reward()).isEqualTo(reward);
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void an_episode_takes_a_thousand_control_steps_scored_from_0_to_1000(String name) {
    TaskDescriptor task = Bench.named(name).descriptor();

    assertThat(task.horizon()).isEqualTo(1000);
    assertThat(task.decisions()).isEqualTo(name.equals("point_mass-dense") ? 250 : 500);
    assertThat(task.returns()).isEqualTo(ReferenceReturns.DEEPMIND_CONTROL);
    assertThat(task.minReward()).isZero();
    assertThat(task.maxReward()).isEqualTo(1);
  }
}
