package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.ObservationSpec;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.task.TaskEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapsulesTest {
  /** Masses in kg of bodies, as published for MuJoCo from 2.1.2 on and up to 2.1.1. */
  @ParameterizedTest
  @CsvSource({
    "walker-walk, torso, 10.673, 10.314",
    "walker-walk, right_thigh, 4.058, 3.927",
    "walker-walk, right_leg, 2.781, 2.714",
    "walker-walk, right_foot, 2.094, 1.964",
    "walker-walk, left_foot, 2.094, 1.964",
    "cheetah-run, torso, 6.250, 6.360",
    "cheetah-run, back_thigh, 1.5435, 1.5352",
    "cheetah-run, back_shin, 1.5874, 1.5809",
    "cheetah-run, back_foot, 1.0954, 1.0692",
    "cheetah-run, front_thigh, 1.4381, 1.4256",
    "cheetah-run, front_shin, 1.2008, 1.1789",
    "cheetah-run, front_foot, 0.8845, 0.8499"
  })
  void a_body_weighs_what_is_published(String task, String body, double exact, double legacy) {
    assertThat(mass(task, body)).isCloseTo(exact, within(6e-4));
    assertThat(mass(task + "-legacy", body)).isCloseTo(legacy, within(6e-4));
  }

  @ParameterizedTest
  @CsvSource({"walker-walk, 27.523", "cheetah-run, 14"})
  void the_legacy_models_have_the_published_masses(String task, double mass) {
    try (Bench bench = Bench.of(task + "-legacy")) {
      assertThat(bench.model.mass()).isCloseTo(mass, within(5e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "humanoid-walk, torso, 5.854",
    "humanoid-walk, pelvis, 6.616",
    "humanoid-walk, left_thigh, 4.752",
    "humanoid-walk, right_shin, 2.756",
    "humanoid-walk, right_foot, 1.131",
    "reacher-hard, arm, 0.04189",
    "reacher-hard, hand, 0.03560",
    "reacher-hard, finger, 0.00419",
    "finger-spin, proximal, 0.833",
    "finger-spin, distal, 0.687",
    "finger-spin, spinner, 2.459",
    "ball_in_cup-catch, ball, 0.0654"
  })
  void parts_of_other_models_weigh_what_is_published(String task, String body, double mass) {
    assertThat(mass(task, body)).isCloseTo(mass, within(mass < 0.1 ? 5e-5 : 6e-4));
  }

  @Test
  void a_legacy_task_differs_in_its_masses_alone() {
    try (TaskEnvironment exact = open("walker-walk");
        TaskEnvironment legacy = open("walker-walk-legacy")) {
      legacy.reset(4);
      exact.reset(4);
      assertThat(legacy.positions()).isEqualTo(exact.positions());
      assertThat(legacy.proprio()).isEqualTo(exact.proprio());

      legacy.step(new float[] {1, -1, 1, -1, 1, -1});
      exact.step(new float[] {1, -1, 1, -1, 1, -1});

      assertThat(legacy.proprio()).isNotEqualTo(exact.proprio());
    }
  }

  private static double mass(String task, String body) {
    try (Model model = Model.parse(Bench.named(task).model().read())) {
      return model.bodyMass(model.body(body));
    }
  }

  private static TaskEnvironment open(String task) {
    return Bench.named(task).open(new ObservationSpec(64, 64, 24));
  }
}
