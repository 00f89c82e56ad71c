/**
 * LOMPO and its two ablations: a latent world model with an ensemble of priors, learned from a
 * dataset of pictures, and an agent that learns on real and imagined latent states.
 *
 * <p>{@link dev.visor.plugin.lompo.LompoTrainer} is the schedule, {@link
 * dev.visor.plugin.lompo.WorldModelLoss} the model's loss, {@link dev.visor.plugin.lompo.Penalty}
 * what disagreement costs, and {@link dev.visor.plugin.lompo.Imagination} makes the rows that the
 * agent learns on beside real ones. {@link dev.visor.plugin.lompo.Validation} judges both by
 * episodes that neither was shown.
 *
 * <p>Uses the API, {@code dev.visor.nn}, {@code dev.visor.nn.rssm} and {@code
 * dev.visor.nn.picture}.
 */
@NullMarked
package dev.visor.plugin.lompo;

import org.jspecify.annotations.NullMarked;
