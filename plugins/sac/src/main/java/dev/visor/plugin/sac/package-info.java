/**
 * Soft actor-critic, learning online from states: it makes the behaviours that datasets are
 * recorded from.
 *
 * <p>{@link dev.visor.plugin.sac.SoftActorCritic} has the losses and reads like the paper; {@link
 * dev.visor.plugin.sac.SacTrainer} acts in the environment and feeds it. Uses the API and {@code
 * dev.visor.nn}.
 */
package dev.visor.plugin.sac;
