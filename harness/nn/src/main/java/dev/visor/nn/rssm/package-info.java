/**
 * The recurrent state-space model of PlaNet (Hafner et al. 2019), with an ensemble of priors as
 * LOMPO has it (Rafailov et al. 2021), and with Gaussian states or DreamerV2's categorical ones
 * (Hafner et al. 2021): all of it that knows nothing of pictures.
 *
 * <pre>
 * h_t = GRU(elu(W [z_{t-1}, a_t] + b), h_{t-1})     deterministic state; a_t led to time t
 * q(z_t | h_t, e_t)                                 posterior, e_t what was embedded of the picture
 * p_k(z_t | h_t)                                    prior of head k, without the picture
 * </pre>
 *
 * <p>{@link dev.visor.nn.rssm.LatentShape} has the sizes and the arrays. {@link
 * dev.visor.nn.rssm.StateFilter} follows pictures as they come, {@link
 * dev.visor.nn.rssm.PosteriorSequence} goes along whole sequences and back through time; {@link
 * dev.visor.nn.rssm.PriorDivergence} compares it with the priors. {@link
 * dev.visor.nn.rssm.PriorEnsemble} predicts without pictures, and {@link
 * dev.visor.nn.rssm.ImaginedRollout} lets an actor learn from what is predicted.
 *
 * <p>All noise is the caller's. It uses the layers of {@code dev.visor.nn}, as a plugin could.
 */
@NullMarked
package dev.visor.nn.rssm;

import org.jspecify.annotations.NullMarked;
