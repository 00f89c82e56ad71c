package dev.visor.plugin.lompo;

import dev.visor.nn.Actor;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;

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

  DeterministicAgentLoss(AgentPart part) {
    super(part);
    LompoParameters parameters = part.parameters();
    preTanhWeight = (float) parameters.preTanhWeight();
    actorGradient = part.actorGradient();
    actorGradientNetwork = LatentActor.network(actorGradient, parameters.actorLayers());
    act =
        LatentActor.deterministic(part.actorWeights(), parameters.actorLayers())
            .pass(part.workspace(), rows, parameters.precision());
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
