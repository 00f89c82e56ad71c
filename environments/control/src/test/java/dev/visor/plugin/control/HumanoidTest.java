package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.render.Pose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HumanoidTest {
  private static final double EXACT = 1e-9;
  private static final int POSITIONS = 28;
  private static final int VELOCITIES = 27;

  @Test
  void the_model_has_the_published_size_and_mass() {
    try (Bench humanoid = Bench.of("humanoid-walk")) {
      assertThat(humanoid.model.positions()).isEqualTo(POSITIONS);
      assertThat(humanoid.model.velocities()).isEqualTo(VELOCITIES);
      assertThat(humanoid.model.actuators()).isEqualTo(21);
      assertThat(humanoid.model.mass()).isCloseTo(40.844, within(5e-4));
    }
  }

  @Test
  void at_rest_the_centre_of_mass_is_where_it_is_published() {
    assertThat(Bench.centreOfMass("humanoid.xml", "torso"))
        .containsExactly(new double[] {0.0175, 0, 1.0673}, within(5e-5));
  }

  @Test
  void the_camera_follows_from_behind_without_turning() {
    try (Bench humanoid = Bench.of("humanoid-walk")) {
      Pose pose = new Pose(humanoid.model.scene());
      double[] elsewhere = standing();
      elsewhere[1] = 4;
      humanoid.reward(elsewhere, new double[VELOCITIES]);
      humanoid.simulation.pose(pose);

      // 3.0175 behind the centre of mass and 1.4327 above it.
      assertThat(pose.cameraPositions()).startsWith(new double[] {-3, 4, 2.5}, within(1e-4));
      double scale = Math.sqrt(5);
      assertThat(pose.cameraRotations())
          .startsWith(
              new double[] {
                0, 1 / scale, -2 / scale, -1, 0, 0, 0, 2 / scale, 1 / scale,
              },
              within(EXACT));
    }
  }

  @Test
  void walking_is_rewarded_by_horizontal_speed_in_any_direction() {
    try (Bench humanoid = Bench.of("humanoid-walk")) {
      assertThat(humanoid.reward(standing(), speed(0, 0))).isCloseTo(1 / 6.0, within(EXACT));
      assertThat(humanoid.reward(standing(), speed(0.5, 0))).isCloseTo(3.5 / 6, within(EXACT));
      assertThat(humanoid.reward(standing(), speed(-0.6, 0.8))).isCloseTo(1, within(EXACT));
      assertThat(humanoid.reward(standing(), speed(0, 3))).isCloseTo(1, within(EXACT));
    }
  }

  @Test
  void effort_a_low_head_and_a_tilted_torso_lower_the_reward() {
    try (Bench humanoid = Bench.of("humanoid-walk")) {
      humanoid.reward(standing(), speed(1, 0));
      double[] full = new double[21];
      Arrays.fill(full, 1);
      assertThat(humanoid.rewardUnder(full)).isCloseTo(0.8, within(EXACT));

      // The head, 1.69 high at rest, 0.35 below what counts as standing.
      double[] low = standing();
      low[2] -= 0.64;
      assertThat(humanoid.reward(low, speed(1, 0))).isCloseTo(0.1, within(EXACT));

      // Tilted by 90 degrees high up in the air: its vertical part is 0.9 short of upright.
      double[] tilted = standing();
      tilted[2] += 10;
      tilted[3] = Math.sqrt(0.5);
      tilted[4] = Math.sqrt(0.5);
      assertThat(humanoid.reward(tilted, speed(1, 0))).isCloseTo(1 - 0.9 / 1.9, within(EXACT));
    }
  }

  @Test
  void the_observation_is_as_published() {
    try (Bench humanoid = Bench.of("humanoid-walk")) {
      double[] positions = standing();
      double[] velocities = new double[VELOCITIES];
      for (int i = 0; i < VELOCITIES; i++) {
        velocities[i] = i < 6 ? 0 : i;
      }
      velocities[0] = 0.5;
      // Turned by 90 degrees about z: what was ahead, along x, is along y.
      positions[3] = Math.sqrt(0.5);
      positions[6] = Math.sqrt(0.5);
      humanoid.reward(positions, velocities);

      float[] seen = humanoid.observation();

      assertThat(seen).hasSize(67);
      assertThat(Arrays.copyOf(seen, 21)).containsOnly(0);
      assertThat(seen[21]).isCloseTo(1.69f, within(1e-6f));
      // Seen from the torso the left hand is where it is however the torso is turned.
      assertThat(Arrays.copyOfRange(seen, 22, 25))
          .containsExactly(new float[] {0.36f, 0.17f + 0.18f - 0.18f, 0.06f}, within(1e-6f));
      // The right foot is below the right hip, by the width of the thigh's slant further inside.
      assertThat(seen[32]).isCloseTo(-0.1f + 0.01f, within(1e-6f));
      assertThat(Arrays.copyOfRange(seen, 34, 37))
          .containsExactly(new float[] {0, 0, 1}, within(1e-6f));
      assertThat(seen[40]).isEqualTo(0.5f);
      assertThat(seen[66]).isEqualTo(26);
    }
  }

  @Test
  void an_episode_begins_in_the_air_turned_somehow_with_nothing_touching() {
    try (Bench humanoid = Bench.of("humanoid-walk")) {
      RandomStream random = RandomStream.of("starts");
      for (int i = 0; i < 100; i++) {
        humanoid.start(random);
        assertThat(humanoid.simulation.contacts()).isZero();
        assertThat(humanoid.simulation.position(2)).isEqualTo(1.5);
        double length = 0;
        for (int k = 3; k < 7; k++) {
          double part = humanoid.simulation.position(k);
          assertThat(part).isBetween(0.0, 1.0);
          length += part * part;
        }
        assertThat(length).isCloseTo(1, within(EXACT));
      }
    }
  }

  private static double[] standing() {
    double[] positions = new double[POSITIONS];
    positions[2] = 1.5;
    positions[3] = 1;
    return positions;
  }

  private static double[] speed(double x, double y) {
    double[] velocities = new double[VELOCITIES];
    velocities[0] = x;
    velocities[1] = y;
    return velocities;
  }
}
