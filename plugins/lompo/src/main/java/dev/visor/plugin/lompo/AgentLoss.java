package dev.visor.plugin.lompo;

import dev.visor.nn.Actor;
import dev.visor.nn.Critics;
import dev.visor.nn.TwinCritics;
import java.util.Arrays;

/**
 * The losses of an actor and two critics on latent states s, and their gradients: of a whole batch,
 * or of the rows of it that one of several threads takes.
 *
 * <pre>
 * y    = r + γ c V̄(s′)                                     target, c = 0 where the task ended
 * L_Q  = mean (Q1(s, a) − y)² + mean (Q2(s, a) − y)²
 * </pre>
 *
 * <p>What V̄ is and what the actor's loss is depends on the actor: {@link DeterministicAgentLoss}
 * is that of the authors' code, {@link SoftAgentLoss} that of the paper's text.
 */
abstract sealed class AgentLoss permits DeterministicAgentLoss, SoftAgentLoss {
  private static final float SATURATED = 0.95f;

  /** How many rows it takes. */
  final int rows;

  /** How many the whole batch has, over which means are taken. */
  final int allRows;

  /** Length of an action. */
  final int actionSize;

  /** What the critics say, and their way back. */
  final Critics.Pass values;

  /** What the target critics say. */
  final Critics.Pass targetValues;

  /** The gradient by the actor's actions, rows × length. */
  final float[] actionGradient;

  private final float discount;
  private final int criticCount;
  private final Critics criticGradient;
  private final float[] wanted;
  private final float[] lowestGradient;

  AgentLoss(AgentPart part) {
    TwinCritics critics = part.critics();
    rows = part.rows();
    allRows = part.allRows();
    actionSize = critics.current().shape().actions();
    discount = (float) part.parameters().discount();
    criticCount = critics.current().shape().count();
    criticGradient = new Critics(critics.current().shape(), part.criticGradient());
    values = critics.current().pass(part.workspace(), rows, part.parameters().precision());
    targetValues = critics.targets().pass(part.workspace(), rows, part.parameters().precision());
    actionGradient = new float[rows * actionSize];
    wanted = new float[rows];
    lowestGradient = new float[rows];
    Arrays.fill(lowestGradient, -1f / allRows);
  }

  /** The values of the next states, one for each row. */
  abstract float[] nextValues(AgentBatch batch);

  /** Computes the actor's loss and its gradient. */
  abstract double actorLoss(AgentBatch batch);

  /** What the actor did last. */
  abstract Actor.Pass act();

  /** The rows' part of the mean of ln π of the actions of the last {@link #actorLoss}, in nats. */
  final double logDensity() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += act().logDensities()[i];
    }
    return sum / allRows;
  }

  /** Computes y for every row; returns their part of its mean. */
  final double target(AgentBatch batch) {
    float[] next = nextValues(batch);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      wanted[i] = batch.rewards()[i] + discount * batch.continues()[i] * next[i];
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
  final CriticLoss criticLoss(AgentBatch batch) {
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

  /**
   * Computes − mean min(Q1, Q2)(s, a) of the actor's actions, and its gradient by them.
   *
   * @param actions rows × length
   */
  final double valueLoss(AgentBatch batch, float[] actions) {
    values.forward(batch.features(), actions, rows);
    float[] lowest = values.lowest(rows);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss -= (double) lowest[i] / allRows;
    }
    values.startAtLowest(lowestGradient, rows);
    values.backwardToActions(actionGradient, rows);
    return loss;
  }

  /** How many action values of the last {@link #actorLoss} lie beyond ±0.95. */
  final int saturated() {
    int beyond = 0;
    for (int i = 0; i < rows * actionSize; i++) {
      if (Math.abs(act().actions()[i]) > SATURATED) {
        beyond++;
      }
    }
    return beyond;
  }
}
