package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.mujoco.render.Pose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WalkerTest {
  private static final double EXACT = 1e-9;
  private static final int ROOTZ = 0;
  private static final int ROOTX = 1;
  private static final int ROOTY = 2;

  @Test
  void the_model_has_the_published_size_and_mass() {
    try (Bench walker = Bench.of("walker-walk")) {
      assertThat(walker.model.positions()).isEqualTo(9);
      assertThat(walker.model.velocities()).isEqualTo(9);
      assertThat(walker.model.actuators()).isEqualTo(6);
      assertThat(walker.model.mass()).isCloseTo(28.540, within(5e-4));
    }
  }

  @Test
  void at_rest_the_centre_of_mass_is_where_it_is_published() {
    assertThat(Bench.centreOfMass("walker.xml", "torso"))
        .containsExactly(new double[] {0.0088, 0, 0.7723}, within(5e-5));
  }

  @Test
  void the_side_camera_follows_without_turning() {
    try (Bench walker = Bench.of("walker-walk")) {
      Pose pose = new Pose(walker.model.scene());
      walker.simulation.pose(pose);
      assertThat(pose.cameraPositions()).startsWith(new double[] {0, -2, 2.0}, within(EXACT));

      walker.reward(pose(ROOTX, 7, ROOTY, 0), new double[9]);
      walker.simulation.pose(pose);

      assertThat(pose.cameraPositions()).startsWith(new double[] {7, -2, 2.0}, within(EXACT));
      // Looks along (0, √3/2, −1/2), with x to the right.
      assertThat(pose.cameraRotations())
          .startsWith(
              new double[] {1, 0, 0, 0, 0.5, -Math.sqrt(3) / 2, 0, Math.sqrt(3) / 2, 0.5},
              within(EXACT));
    }
  }

  @Test
  void standing_is_rewarded_by_height_and_uprightness() {
    try (Bench walker = Bench.of("walker-stand")) {
      assertThat(walker.reward(new double[9], new double[9])).isCloseTo(1, within(EXACT));
      // At half of the height that counts as standing: a tolerance of 0.1.
      assertThat(walker.reward(pose(ROOTZ, -0.7, ROOTX, 0), new double[9]))
          .isCloseTo((3 * 0.1 + 1) / 4, within(EXACT));
      assertThat(walker.reward(pose(ROOTY, Math.PI / 2, ROOTX, 0), new double[9]))
          .isCloseTo((3 + 0.5) / 4, within(EXACT));
      assertThat(walker.reward(pose(ROOTY, Math.PI, ROOTX, 0), new double[9]))
          .isCloseTo(0.75, within(EXACT));
    }
  }

  @Test
  void walking_is_rewarded_by_forward_speed_up_to_one_metre_a_second() {
    try (Bench walker = Bench.of("walker-walk")) {
      assertThat(walker.reward(new double[9], speed(0))).isCloseTo(1 / 6.0, within(EXACT));
      assertThat(walker.reward(new double[9], speed(0.75))).isCloseTo(4.75 / 6, within(EXACT));
      assertThat(walker.reward(new double[9], speed(1))).isCloseTo(1, within(EXACT));
      assertThat(walker.reward(new double[9], speed(3))).isCloseTo(1, within(EXACT));
      assertThat(walker.reward(new double[9], speed(-1))).isCloseTo(1 / 6.0, within(EXACT));
    }
  }

  @Test
  void running_is_rewarded_up_to_eight_metres_a_second() {
    try (Bench walker = Bench.of("walker-run")) {
      assertThat(walker.reward(new double[9], speed(1)))
          .isCloseTo((5 / 8.0 + 1) / 6, within(EXACT));
      assertThat(walker.reward(new double[9], speed(8))).isCloseTo(1, within(EXACT));
    }
  }

  @Test
  void links_meet_the_floor_but_not_each_other() {
    try (Bench walker = Bench.of("walker-walk")) {
      // The legs pass through each other in the air.
      walker.reward(pose(ROOTZ, 1, ROOTX, 0), new double[9]);
      assertThat(walker.simulation.contacts()).isZero();

      walker.reward(pose(ROOTZ, -0.1, ROOTX, 0), new double[9]);
      assertThat(walker.simulation.contacts()).isPositive();
    }
  }

  @Test
  void the_observation_is_orientations_height_and_velocities() {
    try (Bench walker = Bench.of("walker-walk")) {
      walker.reward(
          pose(ROOTY, Math.PI / 6, ROOTZ, 0.25), new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

      float[] seen = walker.observation();

      assertThat(seen).hasSize(24);
      // A torso turned by 30 degrees about y: its x axis is (√3/2, 0, −1/2).
      assertThat(seen[0]).isCloseTo((float) (Math.sqrt(3) / 2), within(1e-6f));
      assertThat(seen[1]).isCloseTo(0.5f, within(1e-6f));
      assertThat(seen[14]).isCloseTo(1.55f, within(1e-6f));
      assertThat(Arrays.copyOfRange(seen, 15, 24)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  private static double[] pose(int joint, double value, int other, double otherValue) {
    double[] positions = new double[9];
    positions[joint] = value;
    positions[other] = otherValue;
    return positions;
  }

  private static double[] speed(double forward) {
    double[] velocities = new double[9];
    velocities[ROOTX] = forward;
    return velocities;
  }
}
