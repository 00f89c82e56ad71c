package dev.visor.plugin.manipulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.task.TaskEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Returns of uniform actions, a new one every control step, against those of the original models
 * (mean and standard deviation; taken to be of 100 episodes where nobody recorded how many): equal
 * within three standard errors of the difference.
 */
@Tag("slow")
class RandomReturnsTest {
  private static final int EPISODES = 300;

  @ParameterizedTest
  @CsvSource({
    "dclaw-screw-velocity, -386, 25, 100",
    "dclaw-screw-fixed, -988, 68, 100",
    "adroit-pen, 61, 203, 600",
    "adroit-pen-fixed, -24.8, 13, 600",
    "sawyer-door-open, 0, 0, 100"
  })
  void random_actions_earn_what_they_earn_in_the_original(
      String name, double referenceMean, double referenceDeviation, int referenceEpisodes) {
    double sum = 0;
    double squares = 0;
    try (TaskEnvironment env = Bench.environment(name)) {
      for (int episode = 0; episode < EPISODES; episode++) {
        double earned = play(env, episode);
        sum += earned;
        squares += earned * earned;
      }
    }

    double mean = sum / EPISODES;
    double variance = (squares - EPISODES * mean * mean) / (EPISODES - 1);
    double error =
        Math.sqrt(
            variance / EPISODES + referenceDeviation * referenceDeviation / referenceEpisodes);
    assertThat(Math.abs(mean - referenceMean))
        .as("distance of the mean return %.1f from the reference %.1f", mean, referenceMean)
        .isLessThanOrEqualTo(3 * error);
  }

  private static double play(TaskEnvironment env, int episode) {
    RandomStream random = RandomStream.of("random-returns", Integer.toString(episode));
    env.reset(random.nextLong());
    double[] action = new double[env.spec().actionSize()];
    double earned = 0;
    while (env.running()) {
      for (int i = 0; i < action.length; i++) {
        action[i] = 2 * random.nextDouble() - 1;
      }
      earned += env.controlStep(action);
    }
    return earned;
  }
}
