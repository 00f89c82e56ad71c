package dev.visor.plugin.lompo;

import dev.visor.nn.Parameters;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;

/**
 * What the losses of one thread work on.
 *
 * @param workspace where the values of a batch live
 * @param parameters of the algorithm
 * @param actorWeights which are read at every call, as the critics are
 * @param critics with their targets
 * @param actorGradient which {@link AgentLoss#actorLoss} sets
 * @param criticGradient which {@link AgentLoss#criticLoss} sets
 * @param rows how many it takes
 * @param allRows how many the whole batch has, over which means are taken
 */
record AgentPart(
    Workspace workspace,
    LompoParameters parameters,
    Parameters actorWeights,
    TwinCritics critics,
    Parameters actorGradient,
    Parameters criticGradient,
    int rows,
    int allRows) {}
