package dev.visor.plugin.lompo;

import java.util.random.RandomGenerator;

/** Standard Gaussian draws. */
final class Noise {
  private Noise() {}

  /** Fills the first values of an array. */
  static void fill(RandomGenerator random, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = (float) random.nextGaussian();
    }
  }
}
