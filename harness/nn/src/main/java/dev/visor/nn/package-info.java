/**
 * Fast layers for algorithm plugins: few of them, each a short file with its formula, a forward and
 * a backward method, and no hidden graph.
 *
 * <ul>
 *   <li>{@link dev.visor.nn.Workspace} owns native memory and whatever else has to be given back.
 *       Everything else is made in one, and ends with it.
 *   <li>{@link dev.visor.nn.Floats} is a piece of that memory; {@link dev.visor.nn.Parameters} is
 *       one vector of it with names, so that an optimiser, a gradient and a file see the same
 *       order.
 *   <li>{@link dev.visor.nn.Dense}, {@link dev.visor.nn.Mlp}, {@link dev.visor.nn.Convolution},
 *       {@link dev.visor.nn.TransposedConvolution} and {@link dev.visor.nn.GruCell} are the layers;
 *       {@link dev.visor.nn.Adam} is the optimiser.
 *   <li>{@link dev.visor.nn.Actor} and {@link dev.visor.nn.TwinCritics} are made of them, and so is
 *       the state-space model of {@code dev.visor.nn.rssm}.
 *   <li>{@link dev.visor.nn.Team} is threads that share a batch, and {@link
 *       dev.visor.nn.TeamGradient} adds up what each found.
 * </ul>
 *
 * <p>Large products and convolutions are oneDNN's, which picks its code by the processor at hand.
 * Formulas that are an algorithm's own are Java loops over Java arrays: those the just-in-time
 * compiler turns into vector instructions, which it does not do over native memory (measured: five
 * to eight times slower). So values cross over at the edges of a layer, a copy that costs a few
 * hundredths of the product it belongs to.
 *
 * <p>All memory is taken where a layer is made, or when it computes for the first time. From then
 * on forward, backward and update allocate nothing on Java's heap, and the process does not grow.
 *
 * <p>Rows come first and lengths last: a batch is rows × length, a picture height × width ×
 * channels. Random numbers are the caller's. With the same numbers in and the same number of
 * threads, every run gives the same bytes.
 *
 * <p>This package uses JavaCPP's presets of oneDNN, and ND4J where a caller asks for its arrays; it
 * knows nothing of Visor.
 */
@NullMarked
package dev.visor.nn;

import org.jspecify.annotations.NullMarked;
