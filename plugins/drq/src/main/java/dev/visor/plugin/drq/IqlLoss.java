package dev.visor.plugin.drq;

import dev.visor.nn.Adam;
import dev.visor.nn.Elementary;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Implicit Q-learning (Kostrikov et al. 2022): no value is ever asked of an action that the data
 * does not have.
 *
 * <pre>
 * u   = min over k of Q̄_k(s, a) − V(s)
 * L_V = mean |τ − 1(u &lt; 0)| u²                                         equation 5
 * L_Q = Σ over k of mean (Σ γⁱ rᵢ + γⁿ c V(s′) − Q_k(s, a))²            equation 6
 * L_π = mean −min(exp(β u), w) ln π(a | s)                              equation 7
 *       ln π(a | s) = Σ −½ ((a − μ(s)) / σ)² − ln σ − ½ ln 2π           μ = tanh, σ without s
 * Q̄  ← Q̄ + ρ (Q − Q̄)
 * </pre>
 *
 * <p>c is 0 where the task itself ended, and 1 elsewhere. V is fitted first, then the actor, then
 * Q, each to what the others are by then, as in the authors' code. The encoder learns from L_Q
 * alone.
 */
final class IqlLoss extends ActorCriticAgent {
  /** Bounds of ln σ, as in the authors' code. */
  private static final float LEAST = -5;

  private static final float GREATEST = 2;

  private static final double HALF_LOG_2_PI = 0.91893853320467274;

  private final float expectile;
  private final float temperature;
  private final float greatestWeight;
  private final double polyak;
  private final StateValue value;
  private final Parameters logDeviation;
  private final Parameters logDeviationGradient;
  private final Adam valueAdam;
  private final Adam deviationAdam;

  private final float[] advantages;
  private final float[] wanted;
  private final float[] logs;
  private final float[] byLogs;
  private final float[] byActions;
  private final float[] byLogDensities;

  IqlLoss(
      Workspace workspace, IqlParameters parameters, PixelActor.Form form, RandomGenerator random) {
    super(workspace, form, parameters.batch(), 1, parameters.learningRate(), random);
    int rows = parameters.batch();
    double rate = parameters.learningRate();
    expectile = (float) parameters.expectile();
    temperature = (float) parameters.temperature();
    greatestWeight = (float) parameters.greatestWeight();
    polyak = parameters.polyak();
    value = new StateValue(workspace, form.features(), LAYERS, form.units(), rows, random);
    logDeviation =
        Layout.builder().add("log_deviation", form.actions()).build().allocate(workspace);
    logDeviationGradient = logDeviation.zeros();
    valueAdam = value.adam(rate);
    deviationAdam = new Adam(logDeviation, rate, Double.POSITIVE_INFINITY);
    advantages = new float[rows];
    wanted = new float[rows];
    logs = new float[form.actions()];
    byLogs = new float[form.actions()];
    byActions = new float[rows * form.actions()];
    byLogDensities = new float[rows];
  }

  @Override
  public void drawNoise(RandomGenerator random) {
    // Nothing is drawn: all actions are the data's.
  }

  @Override
  public Report update(Batch batch, long done, float[] byFeatures) {
    double valueLoss = valueLoss(batch);
    double norms = valueAdam.update(value.gradient());
    double actorLoss = actorLoss(batch);
    norms += actorAdam.update(actor.gradient());
    norms += deviationAdam.update(logDeviationGradient);
    double criticLoss = criticLoss(batch, byFeatures);
    double mean = critics.meanValue();
    norms += criticAdam.update(critics.gradient());
    critics.approachTargets(polyak);
    return new Report(valueLoss + criticLoss, actorLoss, mean, norms);
  }

  /** Computes L_V and its gradient by the weights of V. */
  double valueLoss(Batch batch) {
    advantage(batch);
    float[] slope = value.byValues();
    double loss = 0;
    for (int row = 0; row < batch.rows(); row++) {
      float u = advantages[row];
      float weight = u < 0 ? 1 - expectile : expectile;
      loss += (double) weight * u * u / batch.rows();
      slope[row] = -2 * weight * u / batch.rows();
    }
    value.backward();
    return loss;
  }

  /** u of every row. */
  private void advantage(Batch batch) {
    float[] said = value.of(batch.features());
    float[] lowest = critics.lowestTarget(batch.features(), batch.actions());
    for (int row = 0; row < batch.rows(); row++) {
      advantages[row] = lowest[row] - said[row];
    }
  }

  /** Computes L_Q and its gradient by the critics' weights and by the features. */
  double criticLoss(Batch batch, float[] byFeatures) {
    float[] next = value.of(batch.nextFeatures());
    for (int row = 0; row < batch.rows(); row++) {
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * next[row];
    }
    critics.forward(batch.features(), batch.actions());
    double loss = critics.squaredError(wanted);
    critics.backward(byFeatures);
    return loss;
  }

  /** Computes L_π and its gradient by the actor's weights and by ln σ. */
  double actorLoss(Batch batch) {
    advantage(batch);
    float[] means = actor.mode(batch.features());
    logDeviation.values().read(logs);
    Arrays.fill(byLogs, 0);
    double loss = 0;
    for (int row = 0; row < batch.rows(); row++) {
      float weight = Math.min(Elementary.exp(temperature * advantages[row]), greatestWeight);
      weight /= batch.rows();
      for (int j = 0; j < logs.length; j++) {
        int i = row * logs.length + j;
        float log = Math.max(LEAST, Math.min(logs[j], GREATEST));
        float precision = Elementary.exp(-log);
        float z = (batch.actions()[i] - means[i]) * precision;
        loss += weight * (0.5 * z * z + log + HALF_LOG_2_PI);
        byActions[i] = -weight * z * precision;
        byLogs[j] += log == logs[j] ? weight * (1 - z * z) : 0;
      }
    }
    actor.backward(byActions, byLogDensities);
    logDeviationGradient.values().write(byLogs);
    return loss;
  }

  /** V, shared. */
  StateValue value() {
    return value;
  }

  /** ln σ, one for each value of an action, shared. */
  Parameters logDeviation() {
    return logDeviation;
  }

  /** The gradient by ln σ of the last {@link #actorLoss}, shared. */
  Parameters logDeviationGradient() {
    return logDeviationGradient;
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    super.save(out);
    value.save(out);
    logDeviation.write(out);
    valueAdam.save(out);
    deviationAdam.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    super.restore(in);
    value.restore(in);
    logDeviation.read(in);
    valueAdam.restore(in);
    deviationAdam.restore(in);
  }
}
