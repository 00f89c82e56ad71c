/**
 * Behaviour cloning from pixels: a network learns by regression to do what the data did.
 *
 * <p>{@link dev.visor.plugin.bc.Architecture} says what the network is, {@link
 * dev.visor.plugin.bc.Perception} has its layers at work, {@link dev.visor.plugin.bc.BcNetwork} is
 * the whole of it, and {@link dev.visor.plugin.bc.BcTrainer} fits it. Everything else here turns
 * pictures into rows and weights into bytes. Uses the API and {@code dev.visor.nn}.
 */
package dev.visor.plugin.bc;
