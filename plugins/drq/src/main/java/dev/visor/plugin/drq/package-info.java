/**
 * Model-free offline reinforcement learning from pixels: actor-critics that see through the encoder
 * of DrQ, and differ in how they keep to the data.
 *
 * <p>{@link dev.visor.plugin.drq.PixelTrainer} draws stacks of randomly shifted pictures with
 * {@link dev.visor.plugin.drq.PixelReplay} and lets {@link dev.visor.plugin.drq.Perception} make
 * features of them. From there on each algorithm has a loss of its own, in one file: {@link
 * dev.visor.plugin.drq.DrqBcLoss} and its neighbours. What the critics' loss says of the features
 * goes back into the encoder; no actor moves it.
 *
 * <p>Uses the API and {@code dev.visor.nn}.
 */
@NullMarked
package dev.visor.plugin.drq;

import org.jspecify.annotations.NullMarked;
