package dev.visor.plugin.behaviours;

/**
 * What makes a controller worse: noise on its actions, and blocks of decisions in which a random
 * action is held instead.
 *
 * @param deviation standard deviation of the noise
 * @param randomShare share of the blocks that are random, in [0, 1]
 * @param hold decisions in a block
 */
record Noise(double deviation, double randomShare, int hold) {
  /** Noise forgets slowly: each value keeps 0.7 of the one before, at variance 1. */
  static final double MEMORY = 0.7;

  /** Episodes after which {@link #replay} begins anew. */
  static final int REPLAY_CYCLE = 24;

  private static final int HOLD = 8;

  /** Of the greatest. */
  private static final double[] REPLAY_DEVIATIONS = {0.1, 0.3, 0.6, 1};

  /** In such an order that the beginning of a cycle has the mean of the whole. */
  private static final double[] REPLAY_SHARES = {0, 0.6, 0.4, 1, 0.2, 0.8};

  static Noise of(double deviation, double randomShare) {
    return new Noise(deviation, randomShare, HOLD);
  }

  /** Uniform actions, a new one at each decision. */
  static Noise uniform() {
    return new Noise(0, 1, 1);
  }

  /**
   * From nearly expert to random, as a learner's memory holds: every pair of a deviation and a
   * share in turns, so that a dataset of few episodes has its part of each.
   *
   * @param roughest the greatest deviation
   */
  static Noise replay(int episode, double roughest) {
    // 4 and 6 share a divisor: shifted by one in its second half, a cycle of 24 has every pair.
    int place = episode % REPLAY_CYCLE;
    int deviation = (place + 2 * place / REPLAY_CYCLE) % REPLAY_DEVIATIONS.length;
    return of(roughest * REPLAY_DEVIATIONS[deviation], REPLAY_SHARES[place % REPLAY_SHARES.length]);
  }
}
