package dev.visor.plugin.drq;

import dev.visor.nn.Adam;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Soft actor-critic (Haarnoja et al. 2018, arXiv 1812.05905) on the features of pictures, as DrQ
 * has it (Yarats et al. 2021): the critics' loss moves the encoder, the actor's does not.
 *
 * <pre>
 * y   = Σ γⁱ rᵢ + γⁿ c (min over k of Q̄_k(s′, a′) − α ln π(a′ | s′))     a′ ~ π(· | s′)
 * J_Q = Σ over k of mean (Q_k(s, a) − y)²                                 equation 5
 * J_π = mean α ln π(ã | s) − min over k of Q_k(s, ã)                      equation 9, ã ~ π(· | s)
 * J_α = mean −α (ln π(ã | s) + H̄)                                         equation 18
 * Q̄  ← Q̄ + τ (Q − Q̄)
 * </pre>
 *
 * <p>c is 0 where the task itself ended, and 1 elsewhere. The target entropy H̄ is minus the number
 * of action values. α is kept as its logarithm.
 */
final class SacPixelsLoss extends ActorCriticAgent {
  private final double polyak;
  private final double targetEntropy;
  private final Parameters logTemperature;
  private final Parameters logTemperatureGradient;
  private final Adam temperatureAdam;

  private final float[] noise;
  private final float[] nextNoise;
  private final float[] wanted;
  private final float[] byLowest;
  private final float[] byActions;
  private final float[] byLogDensities;
  private final float[] one = new float[1];

  SacPixelsLoss(
      Workspace workspace,
      SacPixelsParameters parameters,
      PixelActor.Form form,
      RandomGenerator random) {
    super(workspace, form, parameters.batch(), 1, parameters.learningRate(), random);
    int rows = parameters.batch();
    double rate = parameters.learningRate();
    polyak = parameters.polyak();
    targetEntropy = -form.actions();
    logTemperature = Layout.builder().add("log_temperature", 1).build().allocate(workspace);
    logTemperatureGradient = logTemperature.zeros();
    set(logTemperature, StrictMath.log(parameters.initialTemperature()));
    temperatureAdam = new Adam(logTemperature, rate, Double.POSITIVE_INFINITY);
    noise = new float[rows * form.actions()];
    nextNoise = new float[noise.length];
    byActions = new float[noise.length];
    wanted = new float[rows];
    byLowest = new float[rows];
    byLogDensities = new float[rows];
  }

  private void set(Parameters single, double value) {
    one[0] = (float) value;
    single.values().write(one);
  }

  /** α, the weight of the entropy. */
  float temperature() {
    logTemperature.values().read(one);
    return (float) StrictMath.exp(one[0]);
  }

  @Override
  public void drawNoise(RandomGenerator random) {
    for (int i = 0; i < noise.length; i++) {
      nextNoise[i] = (float) random.nextGaussian();
      noise[i] = (float) random.nextGaussian();
    }
  }

  @Override
  public Report update(Batch batch, long done, float[] byFeatures) {
    double criticLoss = criticLoss(batch, byFeatures);
    double value = critics.meanValue();
    double criticNorm = criticAdam.update(critics.gradient());
    double actorLoss = actorLoss(batch);
    double actorNorm = actorAdam.update(actor.gradient());
    set(logTemperatureGradient, temperatureSlope(batch.rows()));
    temperatureAdam.update(logTemperatureGradient);
    critics.approachTargets(polyak);
    return new Report(criticLoss, actorLoss, value, criticNorm + actorNorm);
  }

  /** Computes J_Q and its gradient by the critics' weights and by the features. */
  double criticLoss(Batch batch, float[] byFeatures) {
    float alpha = temperature();
    float[] next = actor.act(batch.nextFeatures(), nextNoise);
    float[] lowest = critics.lowestTarget(batch.nextFeatures(), next);
    for (int row = 0; row < batch.rows(); row++) {
      float soft = lowest[row] - alpha * actor.logDensities()[row];
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * soft;
    }
    critics.forward(batch.features(), batch.actions());
    double loss = critics.squaredError(wanted);
    critics.backward(byFeatures);
    return loss;
  }

  /** Computes J_π and its gradient by the actor's weights. */
  double actorLoss(Batch batch) {
    float alpha = temperature();
    int rows = batch.rows();
    float[] own = actor.act(batch.features(), noise);
    float[] lowest = critics.lowest(batch.features(), own);
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      loss += (alpha * (double) actor.logDensities()[row] - lowest[row]) / rows;
    }
    Arrays.fill(byLowest, -1f / rows);
    Arrays.fill(byLogDensities, alpha / rows);
    critics.backwardToActions(byLowest, byActions);
    actor.backward(byActions, byLogDensities);
    return loss;
  }

  /** The slope of J_α by ln α, at the actions of the last {@link #actorLoss}. */
  double temperatureSlope(int rows) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += actor.logDensities()[row];
    }
    return -temperature() * (sum / rows + targetEntropy);
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    super.save(out);
    logTemperature.write(out);
    temperatureAdam.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    super.restore(in);
    logTemperature.read(in);
    temperatureAdam.restore(in);
  }
}
