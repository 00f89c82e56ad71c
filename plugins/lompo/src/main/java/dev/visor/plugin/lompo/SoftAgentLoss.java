package dev.visor.plugin.lompo;

import dev.visor.nn.Actor;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;
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
   * @param workspace where the values of a batch live
   * @param temperature which is read at every call, as actor and critics are
   * @param actorGradient which {@link #actorLoss} sets
   * @param criticGradient which {@link #criticLoss} sets
   * @param rows how many it takes
   * @param allRows how many the whole batch has, over which means are taken
   */
  SoftAgentLoss(
      Workspace workspace,
      LompoParameters parameters,
      Temperature temperature,
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
    this.temperature = temperature;
    this.actorGradient = actorGradient;
    actorGradientNetwork = LatentActor.network(actorGradient, parameters.actorLayers());
    act =
        LatentActor.gaussian(actorWeights, parameters.actorLayers())
            .pass(workspace, rows, parameters.precision());
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
