package dev.visor.plugin.dreamer;

/**
 * The world model's loss and its parts, each a mean over rows that are not padding.
 *
 * @param total the weighted sum
 * @param image half the squared distance of the decoded picture
 * @param reward half the squared error of the reward
 * @param kl the posterior's divergence from the prior, in nats
 * @param terminal the negative log-likelihood of the task's end, in nats; 0 without that head
 */
record ModelLosses(double total, double image, double reward, double kl, double terminal) {}
