package dev.visor.plugin.lompo;

import dev.visor.nn.Actor;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import java.util.Arrays;

/**
 * The loss of the paper's text: soft actor-critic with two critics (Haarnoja et al. 2018, arXiv
 * 1812.05905). Its actor draws a = tanh(μ(s) + σ(s) ε).
 *
 * <pre>
 * V̄(s′) = min(Q̄1, Q̄2)(s′, a′) − α ln π(a′ | s′)              a′ drawn from π(· | s′)
 * L_π   = mean α ln π(a | s) − min(Q1, Q2)(s, a)                a drawn from π(· | s)
 * </pre>
 *
 * <p>α is the {@link Temperature}.
 */
final class SoftAgentLoss extends AgentLoss {
  private final Temperature temperature;
  private final Parameters actorGradient;
  private final Mlp actorGradientNetwork;
  private final TanhGaussianActor.Pass act;
  private final float[] next;
  private final float[] densityGradient;

  /**
   * @param temperature which is read at every call
   */
  SoftAgentLoss(AgentPart part, Temperature temperature) {
    super(part);
    LompoParameters parameters = part.parameters();
    this.temperature = temperature;
    actorGradient = part.actorGradient();
    actorGradientNetwork = LatentActor.network(actorGradient, parameters.actorLayers());
    act =
        LatentActor.gaussian(part.actorWeights(), parameters.actorLayers())
            .pass(part.workspace(), rows, parameters.precision());
    next = new float[rows];
    densityGradient = new float[rows];
  }

  @Override
  Actor.Pass act() {
    return act;
  }

  @Override
  float[] nextValues(AgentBatch batch) {
    float alpha = temperature.value();
    float[] actions = act.act(batch.nextFeatures(), batch.nextNoise(), rows);
    targetValues.forward(batch.nextFeatures(), actions, rows);
    float[] lowest = targetValues.lowest(rows);
    for (int i = 0; i < rows; i++) {
      next[i] = lowest[i] - alpha * act.logDensities()[i];
    }
    return next;
  }

  @Override
  double actorLoss(AgentBatch batch) {
    float alpha = temperature.value();
    double loss = valueLoss(batch, act.act(batch.features(), batch.noise(), rows));
    loss += alpha * logDensity();
    Arrays.fill(densityGradient, alpha / allRows);
    actorGradient.clear();
    act.backward(actionGradient, densityGradient, actorGradientNetwork, rows);
    return loss;
  }
}
