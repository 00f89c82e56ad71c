package dev.visor.plugin.bc;

/** How pictures become features. */
public enum Encoder {
  /**
   * Convolutions of 4 × 4 with stride 2, each with twice the channels of the one before, until some
   * 2 × 2 pixels are left: small, and fast on a processor. Glorot's uniform initialisation.
   */
  STRIDED,
  /**
   * That of DrQ, as in V-D4RL: four convolutions of 3 × 3 with 32 channels, the first with stride
   * 2, then 50 features, normalised, through a tanh. Orthogonal initialisation.
   */
  DRQ
}
