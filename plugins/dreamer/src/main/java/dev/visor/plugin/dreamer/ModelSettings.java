package dev.visor.plugin.dreamer;

import dev.visor.nn.rssm.Heads;

/**
 * How a world model learns, whichever algorithm it is part of.
 *
 * @param batch sequences in a batch
 * @param sequence rows in a sequence
 * @param heads prior heads that learn from a time step
 * @param rewardWeight weight of the reward's likelihood
 * @param terminalWeight weight of the likelihood of the task's end
 * @param divergence what the posterior's divergence from the prior counts
 * @param rate of Adam
 * @param gradientClip greatest norm of a gradient
 */
record ModelSettings(
    int batch,
    int sequence,
    Heads heads,
    double rewardWeight,
    double terminalWeight,
    Divergence divergence,
    double rate,
    double gradientClip) {

  /**
   * The weights of a divergence.
   *
   * @param weight in the loss
   * @param toPrior of the gradient by the prior
   * @param toPosterior of the gradient by the posterior
   * @param freeNats mean divergence below which it is left alone, in nats
   */
  record Divergence(double weight, double toPrior, double toPosterior, double freeNats) {
    /** The gradient of what is in the loss, by both sides. */
    static Divergence plain(double weight, double freeNats) {
      return new Divergence(weight, weight, weight, freeNats);
    }

    /** DreamerV2's: a part of the weight goes to the prior, the rest to the posterior. */
    static Divergence balanced(double weight, double balance, double freeNats) {
      return new Divergence(weight, weight * balance, weight * (1 - balance), freeNats);
    }
  }
}
