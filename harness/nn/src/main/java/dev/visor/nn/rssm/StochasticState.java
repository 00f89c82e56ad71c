package dev.visor.nn.rssm;

import java.util.random.RandomGenerator;

/** What the stochastic part of a state is, and so what a network has to put out for it. */
public sealed interface StochasticState permits GaussianState, CategoricalState {
  /** Length of a drawn state. */
  int size();

  /** Values that a network puts out for one distribution. */
  int outputs();

  /** Random numbers that one draw takes. */
  int draws();

  /**
   * Draws the random numbers that states are sampled with.
   *
   * @param noise receives rows × {@link #draws}
   */
  void draw(RandomGenerator random, float[] noise, int rows);
}
