package dev.visor.plugin.dreamer;

/** What the stochastic part of a state is. */
public enum Latent {
  /** Choices from classes: DreamerV2's. */
  CATEGORICAL,
  /** Gaussian values, as many as there would be choices: PlaNet's and Dreamer's. */
  GAUSSIAN
}
