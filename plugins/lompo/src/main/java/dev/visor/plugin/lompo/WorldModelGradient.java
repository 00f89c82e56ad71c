package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Tensors;

/** Computes the world model's loss and its gradient. This is where training spends its time. */
interface WorldModelGradient {
  /**
   * Computes both for one batch.
   *
   * @param noise standard Gaussian draws for the posterior, rows × length of a stochastic state
   * @param heads the prior head of each time step; not read where all heads learn
   * @param gradient receives the gradient, in arrays of the parameters' names
   */
  ModelLosses compute(SequenceBatch batch, float[] noise, int[] heads, Tensors gradient);
}
