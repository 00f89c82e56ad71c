package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskDescriptor;
import dev.visor.mujoco.task.TaskEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Returns of uniform actions, held for two control steps, against those of the original models
 * (mean and standard deviation over some episodes): equal within three standard errors of the
 * difference.
 */
@Tag("slow")
class RandomReturnsTest {
  private static final int REPEAT = 2;

  @ParameterizedTest
  @CsvSource({
    "walker-stand, 300, 134.4, 16.2, 300",
    "walker-walk, 300, 41.2, 8.9, 300",
    "walker-run, 300, 24.8, 2.7, 300",
    "cheetah-run, 300, 7.0, 3.0, 300",
    "humanoid-walk, 100, 1.1, 0.8, 100",
    "cartpole-balance, 1000, 329, 60, 300",
    "cartpole-swingup, 1000, 49.3, 38.4, 300",
    "reacher-easy, 2000, 48.8, 75.3, 300",
    "finger-spin, 1000, 1.2, 2.2, 300",
    "ball_in_cup-catch, 1000, 43.4, 162, 300",
    "point_mass-easy, 3000, 6.3, 47, 300"
  })
  void random_actions_earn_what_they_earn_in_the_original(
      String name,
      int episodes,
      double referenceMean,
      double referenceDeviation,
      int referenceEpisodes) {
    double sum = 0;
    double squares = 0;
    try (TaskEnvironment env = Bench.named(name).open(new ObservationSpec(16, 16, 0))) {
      for (int episode = 0; episode < episodes; episode++) {
        double earned = play(env, episode);
        sum += earned;
        squares += earned * earned;
      }
    }

    double mean = sum / episodes;
    double variance = (squares - episodes * mean * mean) / (episodes - 1);
    double error =
        Math.sqrt(
            variance / episodes + referenceDeviation * referenceDeviation / referenceEpisodes);
    assertThat(Math.abs(mean - referenceMean) / error)
        .as("mean return %.1f, reference %.1f: difference in standard errors", mean, referenceMean)
        .isLessThan(3);
  }

  private static double play(TaskEnvironment env, int episode) {
    TaskDescriptor task = env.spec().task();
    RandomStream random =
        RandomStream.of("random-returns", task.id().name(), Integer.toString(episode));
    env.reset(random.nextLong());
    double[] action = new double[task.actions().size()];
    double earned = 0;
    for (int step = 0; step < task.horizon(); step++) {
      for (int i = 0; i < action.length && step % REPEAT == 0; i++) {
        action[i] = 2 * random.nextDouble() - 1;
      }
      earned += env.controlStep(action);
    }
    return earned;
  }
}
