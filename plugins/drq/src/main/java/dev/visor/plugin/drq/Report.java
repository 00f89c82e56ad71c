package dev.visor.plugin.drq;

/**
 * What an update reports, at the weights before it.
 *
 * @param critic the critics' loss
 * @param actor the actor's loss
 * @param value mean action value of what the data did
 * @param norms sum of the norms of the gradients; where one is not finite, this is not
 */
record Report(double critic, double actor, double value, double norms) {}
