package dev.visor.plugin.drq;

import dev.visor.nn.Elementary;
import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * CQL(H) (Kumar et al. 2020) on DrQ-v2 (Yarats et al. 2022), as V-D4RL has it (Lu et al. 2023).
 *
 * <pre>
 * y   = Σ γⁱ rᵢ + γⁿ c min over k of Q̄_k(s′, a′)        a′ = π(s′) + clipped noise
 * L_Q = Σ over k of  mean (Q_k(s, a) − y)²
 *                 +  α mean (ln Σ over j of exp Q_k(s, a_j) − Q_k(s, a))      CQL, equation 4
 * L_π = mean −min over k of Q_k(s, ã)                    ã = π(s) + clipped noise
 * Q̄  ← Q̄ + τ (Q − Q̄)
 * </pre>
 *
 * <p>The a_j are a itself, some uniform actions, as many of π in s, and as many of π in s′, all in
 * s; none is weighted by its density. c is 0 where the task itself ended, and 1 elsewhere.
 */
final class CqlLoss extends ActorCriticAgent {
  private final double conservatism;
  private final int samples;
  private final int each;
  private final int actionSize;
  private final double polyak;
  private final ClippedNoise exploration;

  /** Of the target's actions, and of the actor's own. */
  private final float[] nextNoise;

  private final float[] noise;

  /** Of the conservative term: rows × samples × length, for each of the three kinds. */
  private final float[] uniform;

  private final float[] sampleNoise;
  private final float[] nextSampleNoise;

  private final float[] actions;
  private final float[] judged;
  private final float[] wanted;
  private final float[] byLowest;
  private final float[] byActions;
  private final float[] byLogDensities;

  CqlLoss(
      Workspace workspace, CqlParameters parameters, PixelActor.Form form, RandomGenerator random) {
    super(
        workspace,
        form,
        parameters.batch(),
        1 + 3 * parameters.samples(),
        parameters.learningRate(),
        random);
    int rows = parameters.batch();
    conservatism = parameters.conservatism();
    samples = parameters.samples();
    each = 1 + 3 * samples;
    actionSize = form.actions();
    polyak = parameters.polyak();
    exploration = parameters.exploration();
    int values = rows * actionSize;
    nextNoise = new float[values];
    noise = new float[values];
    uniform = new float[values * samples];
    sampleNoise = new float[values * samples];
    nextSampleNoise = new float[values * samples];
    actions = new float[values];
    judged = new float[values * each];
    byActions = new float[values];
    wanted = new float[rows];
    byLowest = new float[rows];
    byLogDensities = new float[rows];
  }

  @Override
  public void drawNoise(RandomGenerator random) {
    for (int i = 0; i < noise.length; i++) {
      nextNoise[i] = (float) random.nextGaussian();
      noise[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < uniform.length; i++) {
      uniform[i] = 2 * random.nextFloat() - 1;
      sampleNoise[i] = (float) random.nextGaussian();
      nextSampleNoise[i] = (float) random.nextGaussian();
    }
  }

  @Override
  public Report update(Batch batch, long done, float[] byFeatures) {
    float deviation = exploration.deviation(done);
    double criticLoss = criticLoss(batch, deviation, byFeatures);
    double value = critics.meanValue();
    double criticNorm = criticAdam.update(critics.gradient());
    double actorLoss = actorLoss(batch, deviation);
    double actorNorm = actorAdam.update(actor.gradient());
    critics.approachTargets(polyak);
    return new Report(criticLoss, actorLoss, value, criticNorm + actorNorm);
  }

  /** Computes L_Q and its gradient by the critics' weights and by the features. */
  double criticLoss(Batch batch, float deviation, float[] byFeatures) {
    float[] nextMeans = actor.mode(batch.nextFeatures());
    exploration.around(nextMeans, nextNoise, deviation, actions);
    sample(nextMeans, nextSampleNoise, deviation, 1 + 2 * samples);
    sample(actor.mode(batch.features()), sampleNoise, deviation, 1 + samples);
    for (int row = 0; row < batch.rows(); row++) {
      int at = row * each * actionSize;
      int length = samples * actionSize;
      System.arraycopy(batch.actions(), row * actionSize, judged, at, actionSize);
      System.arraycopy(uniform, row * length, judged, at + actionSize, length);
    }

    float[] lowest = critics.lowestTarget(batch.nextFeatures(), actions);
    for (int row = 0; row < batch.rows(); row++) {
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * lowest[row];
    }
    critics.forward(batch.features(), judged);
    double loss = critics.squaredError(wanted);
    for (int k = 0; k < PixelCritics.COUNT; k++) {
      for (int row = 0; row < batch.rows(); row++) {
        loss += conservatism / batch.rows() * gap(k, row, (float) (conservatism / batch.rows()));
      }
    }
    critics.backward(byFeatures);
    return loss;
  }

  /** Draws the actor's actions for the conservative term, from a place in each row on. */
  private void sample(float[] means, float[] noises, float deviation, int place) {
    for (int i = 0; i < noises.length; i++) {
      int row = i / (samples * actionSize);
      int within = i % (samples * actionSize);
      float mean = means[row * actionSize + i % actionSize];
      judged[(row * each + place) * actionSize + within] =
          exploration.around(mean, noises[i], deviation);
    }
  }

  /**
   * ln Σ exp Q − Q of the data's action, in one row.
   *
   * @param weight by which its gradient is multiplied before it is added
   */
  private double gap(int critic, int row, float weight) {
    float[] said = critics.values(critic);
    float[] slope = critics.byValues(critic);
    int first = row * each;
    float greatest = said[first];
    for (int j = 1; j < each; j++) {
      greatest = Math.max(greatest, said[first + j]);
    }
    double sum = 0;
    for (int j = 0; j < each; j++) {
      sum += Elementary.exp(said[first + j] - greatest);
    }
    for (int j = 0; j < each; j++) {
      slope[first + j] += weight * (float) (Elementary.exp(said[first + j] - greatest) / sum);
    }
    slope[first] -= weight;
    return greatest + Elementary.log(sum) - said[first];
  }

  /** Computes L_π and its gradient by the actor's weights. */
  double actorLoss(Batch batch, float deviation) {
    exploration.around(actor.mode(batch.features()), noise, deviation, actions);
    float[] lowest = critics.lowest(batch.features(), actions);
    double loss = 0;
    for (int row = 0; row < batch.rows(); row++) {
      loss -= (double) lowest[row] / batch.rows();
    }
    Arrays.fill(byLowest, -1f / batch.rows());
    critics.backwardToActions(byLowest, byActions);
    actor.backward(byActions, byLogDensities);
    return loss;
  }
}
