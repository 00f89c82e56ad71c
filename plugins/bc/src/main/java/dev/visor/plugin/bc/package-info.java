/**
 * Behaviour cloning from pixels: a network learns by regression to do what the data did.
 *
 * <p>The network is a Deeplearning4j {@code ComputationGraph}, the easy path for a plugin: {@link
 * dev.visor.plugin.bc.BcNetwork} declares it, {@link dev.visor.plugin.bc.BcTrainer} fits it, and
 * everything else here turns pictures into rows and weights into bytes. Uses the API, ND4J and
 * Deeplearning4j, all of which the host shares.
 */
package dev.visor.plugin.bc;
