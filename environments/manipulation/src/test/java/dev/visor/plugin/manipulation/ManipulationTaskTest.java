package dev.visor.plugin.manipulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.SuccessSignal;
import dev.visor.api.TaskDescriptor;
import dev.visor.mujoco.task.TaskEnvironment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManipulationTaskTest {
  static Stream<String> tasks() {
    return ManipulationEnvironments.TASKS.tasks().stream()
        .map(task -> task.descriptor().id().name());
  }

  @Test
  void there_are_the_tasks_that_were_promised() {
    assertThat(new ManipulationEnvironments().tasks())
        .extracting(task -> task.id().toString())
        .containsExactlyInAnyOrder(
            "dclaw-screw-velocity@1",
            "dclaw-screw-fixed@1",
            "sawyer-door-open@1",
            "sawyer-drawer-open@1",
            "sawyer-drawer-close@1",
            "adroit-pen@1",
            "adroit-pen-fixed@1");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void a_descriptor_agrees_with_its_model(String name) {
    try (Bench bench = Bench.of(name)) {
      TaskDescriptor task = bench.task.descriptor();

      assertThat(bench.model.cameras()).first().isEqualTo(task.camera());
      assertThat(bench.model.timestep() * bench.task.stepping().physicsSteps())
          .isCloseTo(task.controlSeconds(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void a_control_step_takes_its_time_and_leaves_nothing_behind(String name) {
    try (Bench bench = Bench.of(name)) {
      bench.start("a control step");
      double before = bench.simulation.time();
      bench.act(bench.all(0.5));
      float[] seen = bench.observation();
      double reward = bench.rules.reward();
      assertThat(bench.simulation.time() - before)
          .isCloseTo(bench.task.descriptor().controlSeconds(), within(1e-12));

      // All that depends on positions and velocities is up to date already.
      bench.simulation.forward();

      assertThat(bench.observation()).isEqualTo(seen);
      assertThat(bench.rules.reward()).isEqualTo(reward);
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void a_task_that_can_be_solved_says_so(String name) {
    try (TaskEnvironment env = Bench.environment(name)) {
      assertThat(env instanceof SuccessSignal).isEqualTo(!name.equals("dclaw-screw-velocity"));
    }
  }
}
