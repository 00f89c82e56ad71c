package dev.visor.plugin.lompo;

/**
 * What one update of the agent looked like.
 *
 * @param value mean of both critics on the batch
 * @param target mean of what they should have said
 * @param critic the critics' loss, a sum of two mean squares
 * @param actor the actor's loss
 * @param criticNorm norm of the critics' gradient before clipping
 * @param actorNorm norm of the actor's gradient before clipping
 * @param entropy mean of −ln π of the actor's actions, in nats; 0 where they are not random
 * @param temperature weight of the entropy that the update was made with; 0 likewise
 * @param saturation part of the actor's action values beyond ±0.95
 */
record AgentLosses(
    double value,
    double target,
    double critic,
    double actor,
    double criticNorm,
    double actorNorm,
    double entropy,
    double temperature,
    double saturation) {}
