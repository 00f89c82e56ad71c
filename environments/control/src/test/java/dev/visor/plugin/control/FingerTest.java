package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import org.junit.jupiter.api.Test;

class FingerTest {
  private static final double EXACT = 1e-9;
  private static final double RIGHT_ANGLE = Math.PI / 2;
  private static final int HINGE = 2;

  @Test
  void the_model_has_the_published_size_and_mass() {
    try (Bench finger = Bench.of("finger-spin")) {
      assertThat(finger.model.positions()).isEqualTo(3);
      assertThat(finger.model.actuators()).isEqualTo(2);
      assertThat(finger.model.mass()).isCloseTo(3.979, within(5e-4));
    }
  }

  @Test
  void the_touch_sensors_are_where_they_are_published() {
    String mjcf =
        ControlSuite.model("finger.xml")
            .read()
            .replace(
                "<sensor>",
                "<sensor><framepos name='upper' objtype='site' objname='top'/>"
                    + "<framepos name='lower' objtype='site' objname='bottom'/>");
    try (Model model = Model.parse(mjcf);
        Simulation simulation = model.simulate()) {
      simulation.forward();
      assertThat(places(model, simulation))
          .containsExactly(new double[] {-0.19, 0.05, -0.21, 0.05}, within(EXACT));

      simulation.position(0, 0);
      simulation.forward();

      assertThat(places(model, simulation))
          .containsExactly(new double[] {0.15, 0.41, 0.15, 0.39}, within(EXACT));
    }
  }

  private static double[] places(Model model, Simulation simulation) {
    int upper = model.sensor("upper");
    int lower = model.sensor("lower");
    return new double[] {
      simulation.sensor(upper, 0),
      simulation.sensor(upper, 2),
      simulation.sensor(lower, 0),
      simulation.sensor(lower, 2)
    };
  }

  @Test
  void only_fast_spinning_up_past_the_finger_is_rewarded() {
    try (Bench finger = Bench.of("finger-spin")) {
      double[] hanging = {-RIGHT_ANGLE, 0, 0};
      assertThat(finger.reward(hanging, new double[] {0, 0, -15})).isEqualTo(1);
      assertThat(finger.reward(hanging, new double[] {0, 0, -14.9})).isZero();
      assertThat(finger.reward(hanging, new double[] {0, 0, 20})).isZero();
    }
  }

  @Test
  void a_spinning_body_slows_down_by_friction_and_damping() {
    try (Bench finger = Bench.of("finger-spin")) {
      finger.reward(new double[] {-RIGHT_ANGLE, 0, 0}, new double[] {0, 0, -20});
      // Of two capsules and a cylinder about y, from their dimensions.
      double half = capsuleAboutItsMiddle(0.04, 0.09) + capsuleMass(0.04, 0.09) * 0.02 * 0.02;
      double axle = 1000 * Math.PI * 0.02 * 0.02 * 0.09 * 0.02 * 0.02 / 2;
      double inertia = 2 * half + axle;

      finger.task.stepping().advance(finger.simulation);

      // Damping falls a little with the speed, and friction sets in softly.
      double slowed = finger.simulation.velocity(HINGE) + 20;
      assertThat(slowed).isBetween(0.02 * 0.03 * 19 / inertia, 0.02 * (0.03 * 20 + 0.1) / inertia);
    }
  }

  private static double capsuleMass(double radius, double half) {
    return 1000 * Math.PI * radius * radius * (2 * half + 4 * radius / 3);
  }

  /** Moment of inertia about an axis across it. */
  private static double capsuleAboutItsMiddle(double radius, double half) {
    double cylinder = 1000 * Math.PI * radius * radius * 2 * half;
    double ends = 1000 * Math.PI * 4 / 3 * radius * radius * radius;
    return cylinder * (radius * radius / 4 + half * half / 3)
        + ends * (2 * radius * radius / 5 + half * half + 3 * half * radius / 4);
  }

  @Test
  void the_observation_is_angles_tip_velocities_and_touch() {
    try (Bench finger = Bench.of("finger-spin")) {
      // The tip, 0.13 above the axle, turned by 90 degrees about −y: it points along −x.
      finger.reward(new double[] {-0.5, 0.25, RIGHT_ANGLE}, new double[] {1, 2, 3});

      assertThat(finger.observation())
          .containsExactly(new float[] {-0.5f, 0.25f, -0.13f, 0, 1, 2, 3, 0, 0}, within(1e-6f));
    }
  }

  @Test
  void a_fingertip_pressed_against_the_body_is_felt() {
    try (Bench finger = Bench.of("finger-spin")) {
      // The finger lies along x, its last link turned up, away from the body: nothing is felt.
      finger.reward(new double[] {0, 1.5, 0}, new double[3]);
      assertThat(finger.observation()[7]).isZero();
      assertThat(finger.observation()[8]).isZero();

      // Stretched out along x it reaches 0.161 + 0.18 + 0.03 m far: into the body's side.
      finger.reward(new double[] {0, 0, 0}, new double[3]);

      assertThat(finger.observation()[7] + finger.observation()[8]).isPositive();
    }
  }

  @Test
  void an_episode_begins_with_nothing_touching() {
    try (Bench finger = Bench.of("finger-spin")) {
      RandomStream random = RandomStream.of("starts");
      for (int i = 0; i < 500; i++) {
        finger.start(random);
        assertThat(finger.simulation.contacts()).isZero();
      }
    }
  }
}
