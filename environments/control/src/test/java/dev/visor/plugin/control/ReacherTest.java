package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.api.Test;

class ReacherTest {
  @Test
  void the_arm_weighs_what_is_published() {
    try (Bench reacher = Bench.of("reacher-easy")) {
      assertThat(reacher.model.mass()).isCloseTo(0.08168, within(5e-6));
    }
  }

  @Test
  void only_a_finger_that_touches_the_target_is_rewarded() {
    try (Bench reacher = Bench.of("reacher-easy")) {
      int target = reacher.model.geom("target");
      double[] rest = new double[2];
      // Stretched along x, the finger is at (0.24, 0); they touch at 0.05 + 0.01.
      reacher.model.placeGeom(target, 0.24, 0.0599, 0.01);
      assertThat(reacher.reward(rest, rest)).isEqualTo(1);

      reacher.model.placeGeom(target, 0.24, 0.0601, 0.01);
      assertThat(reacher.reward(rest, rest)).isZero();
    }
  }

  @Test
  void the_observation_points_from_the_finger_to_the_target() {
    try (Bench reacher = Bench.of("reacher-easy")) {
      reacher.model.placeGeom(reacher.model.geom("target"), 0.1, 0.2, 0.01);
      // The arm along y, the hand along −x: the finger is at (−0.12, 0.12).
      reacher.reward(new double[] {Math.PI / 2, Math.PI / 2}, new double[] {3, 4});

      assertThat(reacher.observation())
          .containsExactly(
              new float[] {(float) (Math.PI / 2), (float) (Math.PI / 2), 0.22f, 0.08f, 3, 4},
              within(1e-6f));
    }
  }

  @Test
  void targets_lie_in_a_ring_around_the_shoulder() {
    try (Bench reacher = Bench.of("reacher-easy")) {
      RandomStream random = RandomStream.of("targets");
      double sum = 0;
      double x = 0;
      int n = 2000;
      for (int i = 0; i < n; i++) {
        reacher.start(random);
        double[] place = reacher.model.geomPosition(reacher.model.geom("target"));
        double radius = Math.hypot(place[0], place[1]);
        assertThat(radius).isBetween(0.05, 0.2);
        assertThat(place[2]).isEqualTo(0.01);
        sum += radius;
        x += place[0];
      }

      // Uniform in radius: mean 0.125, standard deviation 0.0433.
      assertThat(sum / n).isCloseTo(0.125, within(4 * 0.0433 / Math.sqrt(n)));
      assertThat(x / n).isCloseTo(0, within(4 * 0.0935 / Math.sqrt(n)));
    }
  }
}
