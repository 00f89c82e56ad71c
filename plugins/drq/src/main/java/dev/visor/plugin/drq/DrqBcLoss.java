package dev.visor.plugin.drq;

import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * DrQ+BC (Lu et al. 2023, section 3): DrQ-v2 (Yarats et al. 2022) with the actor of TD3+BC
 * (Fujimoto and Gu 2021).
 *
 * <pre>
 * y   = Σ γⁱ rᵢ + γⁿ c min over k of Q̄_k(s′, a′)      a′ = π(s′) + clipped noise    DrQ-v2, eq. 2
 * L_Q = Σ over k of mean (Q_k(s, a) − y)²                                           DrQ-v2, eq. 1
 * L_π = mean over rows −λ min over k of Q_k(s, ã)  +  mean over values (ã − a)²     TD3+BC, eq. 5
 *       λ = α / mean |min over k of Q_k(s, ã)|         ã = π(s) + clipped noise
 * Q̄  ← Q̄ + τ (Q − Q̄)
 * </pre>
 *
 * <p>c is 0 where the task itself ended, and 1 elsewhere. λ has no gradient. If the encoder learns
 * from the actor too, then from L_π through π, not through Q.
 */
final class DrqBcLoss extends ActorCriticAgent {
  private final double weight;
  private final double polyak;
  private final ClippedNoise exploration;

  private final float[] noise;
  private final float[] nextNoise;
  private final float[] actions;
  private final float[] wanted;
  private final float[] byLowest;
  private final float[] byActions;
  private final float[] byLogDensities;
  private final Optional<float[]> actorByFeatures;

  DrqBcLoss(
      Workspace workspace,
      DrqBcParameters parameters,
      PixelActor.Form form,
      RandomGenerator random) {
    super(workspace, form, parameters.batch(), 1, parameters.learningRate(), random);
    int rows = parameters.batch();
    weight = parameters.valueWeight();
    polyak = parameters.polyak();
    exploration = parameters.exploration();
    int values = rows * form.actions();
    noise = new float[values];
    nextNoise = new float[values];
    actions = new float[values];
    byActions = new float[values];
    wanted = new float[rows];
    byLowest = new float[rows];
    byLogDensities = new float[rows];
    actorByFeatures =
        parameters.encoderLearnsFrom() == EncoderTeachers.BOTH
            ? Optional.of(new float[rows * form.features()])
            : Optional.empty();
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
    float deviation = exploration.deviation(done);
    double criticLoss = criticLoss(batch, deviation, byFeatures);
    double value = critics.meanValue();
    double criticNorm = criticAdam.update(critics.gradient());
    double actorLoss = actorLoss(batch, deviation);
    double actorNorm = actorAdam.update(actor.gradient());
    critics.approachTargets(polyak);
    return new Report(criticLoss, actorLoss, value, criticNorm + actorNorm);
  }

  @Override
  public Optional<float[]> actorByFeatures() {
    return actorByFeatures;
  }

  /** Computes L_Q and its gradient by the critics' weights and by the features. */
  double criticLoss(Batch batch, float deviation, float[] byFeatures) {
    float[] means = actor.mode(batch.nextFeatures());
    exploration.around(means, nextNoise, deviation, actions);
    float[] lowest = critics.lowestTarget(batch.nextFeatures(), actions);
    for (int row = 0; row < batch.rows(); row++) {
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * lowest[row];
    }
    critics.forward(batch.features(), batch.actions());
    double loss = critics.squaredError(wanted);
    critics.backward(byFeatures);
    return loss;
  }

  /** Computes L_π and its gradient by the actor's weights, and by the features if asked for. */
  double actorLoss(Batch batch, float deviation) {
    int rows = batch.rows();
    exploration.around(actor.mode(batch.features()), noise, deviation, actions);
    float[] lowest = critics.lowest(batch.features(), actions);
    double size = 0;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      size += Math.abs(lowest[row]) / rows;
      sum += (double) lowest[row] / rows;
    }
    double lambda = weight / size;
    Arrays.fill(byLowest, (float) (-lambda / rows));
    critics.backwardToActions(byLowest, byActions);
    double imitation = 0;
    for (int i = 0; i < actions.length; i++) {
      float difference = actions[i] - batch.actions()[i];
      imitation += (double) difference * difference / actions.length;
      byActions[i] += 2 * difference / actions.length;
    }
    if (actorByFeatures.isPresent()) {
      actor.backward(byActions, byLogDensities, actorByFeatures.get());
    } else {
      actor.backward(byActions, byLogDensities);
    }
    return imitation - lambda * sum;
  }
}
