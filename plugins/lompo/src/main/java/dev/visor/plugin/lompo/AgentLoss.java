package dev.visor.plugin.lompo;

import dev.visor.nn.Critics;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;
import java.util.Arrays;

/**
 * The losses of deep deterministic policy gradients with two critics, on latent states s, and their
 * gradients: of a whole batch, or of the rows of it that one of several threads takes.
 *
 * <pre>
 * y    = r + γ c min(Q̄1, Q̄2)(s′, π(s′))                   target, c = 0 where the task ended
 * L_Q  = mean (Q1(s, a) − y)² + mean (Q2(s, a) − y)²
 * L_π  = − mean min(Q1, Q2)(s, π(s)) + w mean (tanh⁻¹ π(s))²
 * </pre>
 *
 * <p>There is no noise in the target and no entropy, as in the authors' code. The paper's text
 * speaks of soft actor-critic.
 */
final class AgentLoss {
  private static final float SATURATED = 0.95f;

  private final LompoParameters parameters;
  private final int rows;
  private final int allRows;
  private final int actionSize;
  private final int criticCount;

  private final Parameters actorGradient;
  private final Mlp actorGradientNetwork;
  private final Critics criticGradient;
  private final DeterministicActor.Pass act;
  private final Critics.Pass values;
  private final Critics.Pass targetValues;

  private final float[] wanted;
  private final float[] lowestGradient;
  private final float[] actionGradient;
  private final float[] preTanhGradient;

  /**
   * @param workspace where the values of a batch live
   * @param actor which is read at every call, as the critics are
   * @param actorGradient which {@link #actorLoss} sets
   * @param criticGradient which {@link #criticLoss} sets
   * @param rows how many it takes
   * @param allRows how many the whole batch has, over which means are taken
   */
  AgentLoss(
      Workspace workspace,
      LompoParameters parameters,
      DeterministicActor actor,
      TwinCritics critics,
      Parameters actorGradient,
      Parameters criticGradient,
      int rows,
      int allRows) {
    this.parameters = parameters;
    this.rows = rows;
    this.allRows = allRows;
    this.actorGradient = actorGradient;
    actionSize = actor.actionSize();
    criticCount = critics.current().shape().count();
    actorGradientNetwork = LatentActor.of(actorGradient, parameters.actorLayers()).network();
    this.criticGradient = new Critics(critics.current().shape(), criticGradient);
    Precision precision = parameters.precision();
    act = actor.pass(workspace, rows, precision);
    values = critics.current().pass(workspace, rows, precision);
    targetValues = critics.targets().pass(workspace, rows, precision);
    wanted = new float[rows];
    lowestGradient = new float[rows];
    Arrays.fill(lowestGradient, -1f / allRows);
    actionGradient = new float[rows * actionSize];
    preTanhGradient = new float[rows * actionSize];
  }

  /** Computes y for every row; returns their part of its mean. */
  double target(AgentBatch batch) {
    targetValues.forward(batch.nextFeatures(), act.mode(batch.nextFeatures(), rows), rows);
    float[] lowest = targetValues.lowest(rows);
    float discount = (float) parameters.discount();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      wanted[i] = batch.rewards()[i] + discount * batch.continues()[i] * lowest[i];
      sum += wanted[i];
    }
    return sum / allRows;
  }

  /**
   * The rows' part of the critics' loss.
   *
   * @param loss L_Q
   * @param value what the critics say, their mean
   */
  record CriticLoss(double loss, double value) {}

  /** Computes L_Q and its gradient, after {@link #target}. */
  CriticLoss criticLoss(AgentBatch batch) {
    values.forward(batch.features(), batch.actions(), rows);
    double loss = 0;
    double value = 0;
    for (int k = 0; k < criticCount; k++) {
      float[] q = values.values(k);
      float[] error = values.valueGradient(k);
      for (int i = 0; i < rows; i++) {
        float difference = q[i] - wanted[i];
        loss += (double) difference * difference / allRows;
        value += (double) q[i] / allRows / criticCount;
        error[i] = 2 * difference / allRows;
      }
    }
    criticGradient.parameters().clear();
    values.backward(criticGradient, rows);
    return new CriticLoss(loss, value);
  }

  /** Computes L_π and its gradient. */
  double actorLoss(AgentBatch batch) {
    float[] actions = act.mode(batch.features(), rows);
    values.forward(batch.features(), actions, rows);
    float[] lowest = values.lowest(rows);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss -= (double) lowest[i] / allRows;
    }
    values.startAtLowest(lowestGradient, rows);
    values.backwardToActions(actionGradient, rows);

    float[] raw = act.preTanh();
    float weight = (float) parameters.preTanhWeight();
    int count = allRows * actionSize;
    for (int i = 0; i < rows * actionSize; i++) {
      preTanhGradient[i] = 2 * weight * raw[i] / count;
      loss += (double) weight * raw[i] * raw[i] / count;
    }
    actorGradient.clear();
    act.backwardWithPreTanh(actionGradient, preTanhGradient, actorGradientNetwork, rows);
    return loss;
  }

  /** How many action values of the last {@link #actorLoss} lie beyond ±0.95. */
  int saturated() {
    int beyond = 0;
    for (int i = 0; i < rows * actionSize; i++) {
      if (Math.abs(act.actions()[i]) > SATURATED) {
        beyond++;
      }
    }
    return beyond;
  }
}
