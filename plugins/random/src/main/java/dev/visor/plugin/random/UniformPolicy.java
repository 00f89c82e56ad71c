package dev.visor.plugin.random;

import dev.visor.api.Observation;
import dev.visor.api.Policy;
import java.util.random.RandomGenerator;

/** Every action uniform in [−1, 1), independent of what is seen. */
final class UniformPolicy implements Policy {
  private final int actionSize;
  private RandomGenerator random;

  UniformPolicy(int actionSize) {
    this.actionSize = actionSize;
  }

  @Override
  public void reset(RandomGenerator newRandom) {
    random = newRandom;
  }

  @Override
  public float[] act(Observation observation) {
    if (random == null) {
      throw new IllegalStateException("act before the first reset");
    }
    float[] action = new float[actionSize];
    for (int i = 0; i < actionSize; i++) {
      action[i] = 2 * random.nextFloat() - 1;
    }
    return action;
  }
}
