package dev.visor.plugin.lompo;

/**
 * The world model's loss and its parts, each a mean over rows that are not padding.
 *
 * @param total the weighted sum
 * @param image half the squared distance of the decoded picture
 * @param reward half the squared error of the reward
 * @param kl the posterior's divergence from the prior, in nats
 * @param felt half the squared distance of what a body feels; 0 where that is not seen
 * @param terminal the negative log-likelihood of the task's end, in nats; 0 without that head
 */
record ModelLosses(
    double total, double image, double reward, double kl, double felt, double terminal) {
  static final ModelLosses NONE = new ModelLosses(0, 0, 0, 0, 0, 0);

  /** The losses of two parts of a batch together. */
  ModelLosses plus(ModelLosses other) {
    return new ModelLosses(
        total + other.total,
        image + other.image,
        reward + other.reward,
        kl + other.kl,
        felt + other.felt,
        terminal + other.terminal);
  }
}
