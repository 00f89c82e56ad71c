package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointRandomiserTest {
  private static final int STARTS = 2000;

  /** Ranges of the starts, in degrees for hinges and metres for slides. */
  @ParameterizedTest
  @CsvSource({
    "walker-walk, rootz, 0, 0, false",
    "walker-walk, rootx, 0, 0, false",
    "walker-walk, rooty, -180, 180, true",
    "walker-walk, right_hip, -20, 100, true",
    "walker-walk, right_knee, -150, 0, true",
    "walker-walk, left_ankle, -45, 45, true",
    "reacher-easy, shoulder, -180, 180, true",
    "reacher-easy, wrist, -160, 160, true",
    "reacher-hard, wrist, -160, 160, true",
    "humanoid-walk, right_ankle_y, -50, 50, true",
    "point_mass-easy, x, -0.29, 0.29, false",
    "point_mass-dense, y, -0.29, 0.29, false",
    "cartpole-balance, slider, -0.1, 0.1, false",
    "cartpole-balance, hinge, -1.948057, 1.948057, true" // 0.034 rad
  })
  void a_joint_starts_uniformly_within_its_range(
      String task, String joint, double low, double high, boolean hinge) {
    double unit = hinge ? Math.PI / 180 : 1;
    double width = unit * (high - low);
    try (Bench bench = Bench.of(task)) {
      int position = bench.model.jointPosition(bench.model.joint(joint));
      RandomStream random = RandomStream.of("starts", joint);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < STARTS; i++) {
        bench.start(random);
        double deviation = bench.simulation.position(position) - unit * (low + high) / 2;
        assertThat(Math.abs(deviation)).isLessThanOrEqualTo(width / 2 + 1e-6);
        sum += deviation;
        squares += deviation * deviation;
      }

      // Mean and variance of a uniform distribution, each within four standard errors.
      double variance = width * width / 12;
      assertThat(sum / STARTS).isCloseTo(0, within(4 * Math.sqrt(variance / STARTS) + 1e-12));
      assertThat(squares / STARTS)
          .isCloseTo(variance, within(4 * variance * Math.sqrt(0.8 / STARTS) + 1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole-swingup, 0, 0",
    "cartpole-swingup, 1, 3.141592653589793",
  })
  void a_swing_up_starts_close_to_hanging(String task, int position, double centre) {
    try (Bench bench = Bench.of(task)) {
      RandomStream random = RandomStream.of("starts", task, Integer.toString(position));
      double sum = 0;
      double squares = 0;
      double velocities = 0;
      for (int i = 0; i < STARTS; i++) {
        bench.start(random);
        double deviation = bench.simulation.position(position) - centre;
        sum += deviation;
        squares += deviation * deviation;
        velocities += bench.simulation.velocity(position) * bench.simulation.velocity(position);
      }

      double relativeError = 4 * Math.sqrt(2.0 / STARTS);
      assertThat(sum / STARTS).isCloseTo(0, within(4 * 0.01 / Math.sqrt(STARTS)));
      assertThat(squares / STARTS / 1e-4).isCloseTo(1, within(relativeError));
      assertThat(velocities / STARTS / 1e-4).isCloseTo(1, within(relativeError));
    }
  }
}
