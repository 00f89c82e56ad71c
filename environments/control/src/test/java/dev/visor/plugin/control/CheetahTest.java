package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.render.Pose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheetahTest {
  private static final double EXACT = 1e-9;
  private static final int ROOTX = 0;
  private static final int ROOTZ = 1;
  private static final int ROOTY = 2;

  @Test
  void the_model_has_the_published_size_and_mass() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      assertThat(cheetah.model.positions()).isEqualTo(9);
      assertThat(cheetah.model.velocities()).isEqualTo(9);
      assertThat(cheetah.model.actuators()).isEqualTo(6);
      assertThat(cheetah.model.mass()).isCloseTo(14, within(EXACT));
    }
  }

  @Test
  void at_rest_the_centre_of_mass_is_where_it_is_published() {
    assertThat(Bench.centreOfMass("cheetah.xml", "torso"))
        .containsExactly(new double[] {0.0378, 0, 0.551}, within(5e-5));
  }

  @Test
  void the_side_camera_follows_without_turning() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      Pose pose = new Pose(cheetah.model.scene());
      cheetah.simulation.pose(pose);
      assertThat(pose.cameraPositions()).startsWith(new double[] {0, -3, 0.7}, within(EXACT));

      cheetah.reward(position(ROOTX, 5), new double[9]);
      cheetah.simulation.pose(pose);

      assertThat(pose.cameraPositions()).startsWith(new double[] {5, -3, 0.7}, within(EXACT));
      // Looks along y, with x to the right and z up.
      assertThat(pose.cameraRotations())
          .startsWith(new double[] {1, 0, 0, 0, 0, -1, 0, 1, 0}, within(EXACT));
    }
  }

  @Test
  void running_is_rewarded_in_proportion_up_to_ten_metres_a_second() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      assertThat(cheetah.reward(new double[9], speed(0))).isZero();
      assertThat(cheetah.reward(new double[9], speed(2.5))).isCloseTo(0.25, within(EXACT));
      assertThat(cheetah.reward(new double[9], speed(10))).isCloseTo(1, within(EXACT));
      assertThat(cheetah.reward(new double[9], speed(12))).isEqualTo(1);
      assertThat(cheetah.reward(new double[9], speed(-3))).isZero();
    }
  }

  @Test
  void an_episode_begins_on_the_ground_and_nearly_at_rest() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      RandomStream random = RandomStream.of("starts");
      for (int i = 0; i < 100; i++) {
        cheetah.start(random);

        assertThat(cheetah.simulation.time()).isZero();
        assertThat(cheetah.simulation.contacts()).isPositive();
        assertThat(cheetah.simulation.velocity(ROOTX)).isBetween(-0.5, 0.5);
        assertThat(cheetah.simulation.velocity(ROOTZ)).isBetween(-0.5, 0.5);
      }
    }
  }

  @Test
  void links_meet_each_other() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      double[] high = position(ROOTZ, 2);
      cheetah.reward(high, new double[9]);
      assertThat(cheetah.simulation.contacts()).isZero();

      // Both legs folded under the body, toe against toe.
      high[cheetah.model.jointPosition(cheetah.model.joint("back_thigh"))] = -1;
      high[cheetah.model.jointPosition(cheetah.model.joint("front_thigh"))] = 1;
      high[cheetah.model.jointPosition(cheetah.model.joint("front_shin"))] = 1;
      cheetah.reward(high, new double[9]);

      assertThat(cheetah.simulation.contacts()).isPositive();
    }
  }

  @Test
  void the_observation_is_all_positions_but_the_way_and_all_velocities() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      double[] positions = {7, 1, -0.5, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
      double[] velocities = {1, 2, 3, 4, 5, 6, 7, 8, 9};
      cheetah.reward(positions, velocities);

      float[] seen = cheetah.observation();

      assertThat(seen).hasSize(17);
      assertThat(Arrays.copyOf(seen, 8))
          .containsExactly(1, -0.5f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
      assertThat(Arrays.copyOfRange(seen, 8, 17)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void a_body_that_leans_forward_has_its_head_low() {
    try (Bench cheetah = Bench.of("cheetah-run")) {
      int head = cheetah.model.geom("head");
      cheetah.reward(new double[9], new double[9]);
      assertThat(cheetah.simulation.geomPosition(head, 0)).isCloseTo(0.6, within(EXACT));
      assertThat(cheetah.simulation.geomPosition(head, 2)).isCloseTo(0.8, within(EXACT));

      cheetah.reward(position(ROOTY, Math.PI / 2), new double[9]);

      assertThat(cheetah.simulation.geomPosition(head, 2)).isCloseTo(0.1, within(EXACT));
    }
  }

  private static double[] position(int joint, double value) {
    double[] positions = new double[9];
    positions[joint] = value;
    return positions;
  }

  private static double[] speed(double forward) {
    double[] velocities = new double[9];
    velocities[ROOTX] = forward;
    return velocities;
  }
}
