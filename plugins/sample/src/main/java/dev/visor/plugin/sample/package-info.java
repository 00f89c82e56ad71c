/**
 * The sample to start an algorithm of your own from: behaviour cloning, a network that learns by
 * regression to do what the data did.
 *
 * <p>Read in this order. {@link dev.visor.plugin.sample.SampleAlgorithm} is what Visor finds;
 * {@link dev.visor.plugin.sample.SampleParameters} is what a suite can set. {@link
 * dev.visor.plugin.sample.SampleTrainer} draws rows from the data and makes one update at a time;
 * {@link dev.visor.plugin.sample.SampleNetwork}, a Deeplearning4j {@code ComputationGraph}, is what
 * it trains; {@link dev.visor.plugin.sample.SamplePolicy} acts with it, in another process. {@link
 * dev.visor.plugin.sample.FrameStack} turns pictures into numbers, and {@link
 * dev.visor.plugin.sample.OneDnnConvolution} makes Deeplearning4j's convolutions fast: both can be
 * taken as they are.
 *
 * <p>Uses the API, ND4J and Deeplearning4j, all of which the host shares.
 */
package dev.visor.plugin.sample;
