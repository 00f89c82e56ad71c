package dev.visor.plugin.lompo;

import dev.visor.nn.Actor;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;

/**
 * The loss of the authors' code: deep deterministic policy gradients with two critics (Lillicrap et
 * al. 2016; Fujimoto et al. 2018), without noise in the target.
 *
 * <pre>
 * V̄(s′) = min(Q̄1, Q̄2)(s′, π(s′))
 * L_π   = − mean min(Q1, Q2)(s, π(s)) + w mean (tanh⁻¹ π(s))²
 * </pre>
 */
final class DeterministicAgentLoss extends AgentLoss {
  private final float preTanhWeight;
  private final Parameters actorGradient;
  private final Mlp actorGradientNetwork;
  private final DeterministicActor.Pass act;
  private final float[] preTanhGradient;

  /**
   * @param workspace where the values of a batch live
   * @param actorWeights which are read at every call, as the critics are
   * @param actorGradient which {@link #actorLoss} sets
   * @param criticGradient which {@link #criticLoss} sets
   * @param rows how many it takes
   * @param allRows how many the whole batch has, over which means are taken
   */
  DeterministicAgentLoss(
      Workspace workspace,
      LompoParameters parameters,
      Parameters actorWeights,
      TwinCritics critics,
      Parameters actorGradient,
      Parameters criticGradient,
      int rows,
      int allRows) {
    super(
        workspace,
        parameters,
        critics.current().shape().actions(),
        critics,
        criticGradient,
        rows,
        allRows);
    preTanhWeight = (float) parameters.preTanhWeight();
    this.actorGradient = actorGradient;
    actorGradientNetwork = LatentActor.network(actorGradient, parameters.actorLayers());
    act =
        LatentActor.deterministic(actorWeights, parameters.actorLayers())
            .pass(workspace, rows, parameters.precision());
    preTanhGradient = new float[rows * actionSize];
  }

  @Override
  Actor.Pass act() {
    return act;
  }

  @Override
  float[] nextValues(AgentBatch batch) {
    targetValues.forward(batch.nextFeatures(), act.mode(batch.nextFeatures(), rows), rows);
    return targetValues.lowest(rows);
  }

  @Override
  double actorLoss(AgentBatch batch) {
    double loss = valueLoss(batch, act.mode(batch.features(), rows));
    float[] raw = act.preTanh();
    int count = allRows * actionSize;
    for (int i = 0; i < rows * actionSize; i++) {
      preTanhGradient[i] = 2 * preTanhWeight * raw[i] / count;
      loss += (double) preTanhWeight * raw[i] * raw[i] / count;
    }
    actorGradient.clear();
    act.backwardWithPreTanh(actionGradient, preTanhGradient, actorGradientNetwork, rows);
    return loss;
  }
}
