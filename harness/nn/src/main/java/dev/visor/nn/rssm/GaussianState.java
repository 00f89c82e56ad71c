package dev.visor.nn.rssm;

import dev.visor.nn.Deviation;
import java.util.random.RandomGenerator;

/**
 * Values that are each drawn from a Gaussian, as PlaNet, Dreamer and LOMPO have them. A network
 * puts out all means, then what gives the deviations; noise is standard Gaussian.
 *
 * @param size how many values
 * @param deviation how networks give the deviations
 */
public record GaussianState(int size, Deviation deviation) implements StochasticState {
  @Override
  public int outputs() {
    return 2 * size;
  }

  @Override
  public int draws() {
    return size;
  }

  @Override
  public void draw(RandomGenerator random, float[] noise, int rows) {
    for (int i = 0; i < rows * size; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }
}
