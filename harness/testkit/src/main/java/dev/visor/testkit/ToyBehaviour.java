package dev.visor.testkit;

import dev.visor.api.Environment;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.TimeStep;
import java.util.Arrays;

/**
 * Plays {@link ToyReach} more or less well, and records what the agent would have seen.
 *
 * @param kind of the dataset
 * @param environment with both proprioceptive values
 * @param recorded what goes into the episodes
 */
record ToyBehaviour(String kind, Environment environment, ObservationSpec recorded)
    implements EpisodeGenerator {
  private static final double GAIN = 4;
  private static final double NOISE = 0.2;

  @Override
  public Episode generate(int index, RandomStreams streams) {
    RandomStream noise = streams.stream("noise");
    double skill = skill(index);
    int steps = ToyReach.TASK.decisions();
    int imageBytes = recorded.imageBytes();
    byte[] images = new byte[(steps + 1) * imageBytes];
    float[] proprio = new float[(steps + 1) * recorded.proprio()];
    float[] actions = new float[steps * 2];
    float[] rewards = new float[steps];

    TimeStep step = environment.reset(streams.stream("start").nextLong());
    record(step, 0, images, proprio);
    for (int t = 0; t < steps; t++) {
      float[] action = act(step.observation().proprio(), skill, noise);
      step = environment.step(action);
      actions[2 * t] = action[0];
      actions[2 * t + 1] = action[1];
      rewards[t] = (float) step.reward();
      record(step, t + 1, images, proprio);
    }
    return new Episode(images, proprio, actions, rewards, step.terminated(), step.truncated());
  }

  private double skill(int index) {
    return switch (kind) {
      case "random" -> 0;
      case "expert" -> 1;
      default -> index % 4 / 3.0;
    };
  }

  private static float[] act(float[] position, double skill, RandomStream noise) {
    boolean skilled = noise.nextDouble() < skill;
    float[] action = new float[2];
    for (int i = 0; i < 2; i++) {
      action[i] =
          skilled
              ? clip(-GAIN * position[i] + NOISE * noise.nextGaussian())
              : 2 * noise.nextFloat() - 1;
    }
    return action;
  }

  private static float clip(double value) {
    return (float) Math.max(-1, Math.min(1, value));
  }

  private void record(TimeStep step, int at, byte[] images, float[] proprio) {
    byte[] image = step.observation().image();
    System.arraycopy(image, 0, images, at * image.length, image.length);
    float[] values = Arrays.copyOf(step.observation().proprio(), recorded.proprio());
    System.arraycopy(values, 0, proprio, at * values.length, values.length);
  }

  @Override
  public void close() {
    environment.close();
  }
}
