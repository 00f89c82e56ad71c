package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Episode;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Policy;
import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import java.util.ArrayList;
import java.util.List;

/**
 * A point that two forces push over a plane, drawn as a disc of 32 × 32 pixels; reward for being
 * near the middle. Easy enough to be learned in seconds.
 */
final class ToyPointMass {
  static final ObservationSpec OBSERVATION = new ObservationSpec(32, 32, 0);
  private static final double EDGE = 0.3;
  private static final double RADIUS = 0.04;
  private static final double STEP = 0.08;

  private final double[] position = new double[2];
  private final double[] velocity = new double[2];

  static EnvironmentSpec spec(int decisions) {
    return new EnvironmentSpec(
        new TaskDescriptor(
            TaskId.parse("toy@1"),
            "The point is near the middle.",
            decisions,
            1,
            STEP,
            List.of("x", "y"),
            List.of(),
            "fixed",
            32,
            0,
            1,
            new ReferenceReturns(0, decisions),
            "this test",
            List.of()),
        OBSERVATION);
  }

  void reset(RandomStream random) {
    for (int i = 0; i < 2; i++) {
      position[i] = (2 * random.nextDouble() - 1) * EDGE * 0.9;
      velocity[i] = 0;
    }
  }

  double step(float[] action) {
    for (int i = 0; i < 2; i++) {
      velocity[i] = 0.8 * velocity[i] + STEP * 1.5 * Math.max(-1, Math.min(1, action[i]));
      position[i] += STEP * velocity[i];
      if (Math.abs(position[i]) > EDGE) {
        position[i] = Math.signum(position[i]) * EDGE;
        velocity[i] = 0;
      }
    }
    double distance = Math.hypot(position[0], position[1]);
    return distance < 0.03 ? 1 : Math.exp(-0.5 * Math.pow((distance - 0.03) / 0.1 * 2.146, 2));
  }

  byte[] draw() {
    byte[] image = new byte[OBSERVATION.imageBytes()];
    double pixel = 2 * (EDGE + RADIUS) / 32;
    for (int row = 0; row < 32; row++) {
      for (int column = 0; column < 32; column++) {
        double x = (column + 0.5) * pixel - EDGE - RADIUS;
        double y = (row + 0.5) * pixel - EDGE - RADIUS;
        double cover =
            Math.max(
                0,
                Math.min(1, (RADIUS - Math.hypot(x - position[0], y - position[1])) / pixel + 0.5));
        int at = (row * 32 + column) * 3;
        image[at] = (byte) (60 + 190 * cover);
        image[at + 1] = (byte) (80 + 120 * cover);
        image[at + 2] = (byte) (110 - 60 * cover);
      }
    }
    return image;
  }

  /** Episodes of a controller that is disturbed more or less, as a replay buffer would hold. */
  static DatasetView dataset(int episodes, int length, String seed) {
    List<Episode> list = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      list.add(episode(length, RandomStream.of(seed, "episode", "" + e)));
    }
    return new MemoryDataset(OBSERVATION, 2, list);
  }

  private static Episode episode(int length, RandomStream random) {
    ToyPointMass toy = new ToyPointMass();
    toy.reset(random);
    double sigma = new double[] {0.1, 0.3, 0.6, 1}[random.nextInt(4)];
    double wild = random.nextInt(6) / 5.0;
    int bytes = OBSERVATION.imageBytes();
    byte[] images = new byte[(length + 1) * bytes];
    float[] actions = new float[length * 2];
    float[] rewards = new float[length];
    System.arraycopy(toy.draw(), 0, images, 0, bytes);
    double[] held = new double[2];
    boolean free = false;
    for (int t = 0; t < length; t++) {
      if (t % 8 == 0) {
        free = random.nextDouble() < wild;
        held[0] = 2 * random.nextDouble() - 1;
        held[1] = 2 * random.nextDouble() - 1;
      }
      float[] action = new float[2];
      for (int i = 0; i < 2; i++) {
        double wanted = -9 * toy.position[i] - 3 * toy.velocity[i];
        double value = free ? held[i] : wanted + sigma * random.nextGaussian();
        action[i] = (float) Math.max(-1, Math.min(1, value));
        actions[t * 2 + i] = action[i];
      }
      rewards[t] = (float) toy.step(action);
      System.arraycopy(toy.draw(), 0, images, (t + 1) * bytes, bytes);
    }
    return new Episode(images, new float[0], actions, rewards, false, true);
  }

  /** Mean return of a policy over some episodes. */
  static double[] returns(Policy policy, int episodes, int length) {
    double[] returns = new double[episodes];
    for (int e = 0; e < episodes; e++) {
      ToyPointMass toy = new ToyPointMass();
      toy.reset(RandomStream.of("start", "" + e));
      policy.reset(RandomStream.of("policy", "" + e));
      for (int t = 0; t < length; t++) {
        returns[e] += toy.step(policy.act(new Observation(toy.draw(), new float[0])));
      }
    }
    return returns;
  }
}
