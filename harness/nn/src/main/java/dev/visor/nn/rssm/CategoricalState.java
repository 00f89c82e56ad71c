package dev.visor.nn.rssm;

import java.util.random.RandomGenerator;

/**
 * Some choices, each of one class of several, as DreamerV2 has them (Hafner et al. 2021): a state
 * is one-hot vectors side by side. A network puts out unnormalised logarithms of probabilities;
 * noise is uniform in [0, 1), one number for each choice.
 *
 * <p>A choice has no gradient. What comes to it goes to the probabilities instead, as if the state
 * were these (straight through, Bengio et al. 2013).
 *
 * @param groups how many choices
 * @param classes that each is made from
 */
public record CategoricalState(int groups, int classes) implements StochasticState {
  public CategoricalState {
    if (groups < 1 || classes < 1) {
      throw new IllegalArgumentException(groups + " choices from " + classes + " classes");
    }
  }

  @Override
  public int size() {
    return groups * classes;
  }

  @Override
  public int outputs() {
    return size();
  }

  @Override
  public int draws() {
    return groups;
  }

  @Override
  public void draw(RandomGenerator random, float[] noise, int rows) {
    for (int i = 0; i < rows * groups; i++) {
      noise[i] = random.nextFloat();
    }
  }
}
