package dev.visor.plugin.drq;

import dev.visor.nn.Adam;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * ReBRAC (Tarasov et al. 2023): TD3 (Fujimoto et al. 2018) whose actor and whose targets each pay
 * for the distance from what the data did, at a price of its own.
 *
 * <pre>
 * y   = Σ γⁱ rᵢ + γⁿ c (min over k of Q̄_k(s′, ã′) − β₂ Σ (ã′ − a′)²)        equation 6
 *       ã′ = π̄(s′) + clipped noise,  a′ what the data did in s′
 * L_Q = Σ over k of mean (Q_k(s, a) − y)²
 * L_π = mean over rows −λ Q₁(s, π(s))  +  β₁ mean over values (π(s) − a)²    equation 5
 *       λ = 1 / mean |Q₁(s, π(s))|
 * Q̄  ← Q̄ + τ (Q − Q̄),  π̄ ← π̄ + τ (π − π̄)
 * </pre>
 *
 * <p>L_π and the last line come once in some updates. c is 0 where the task itself ended, and 1
 * elsewhere. λ has no gradient. Where the data did nothing any more, at an episode's end, there is
 * nothing to pay.
 */
final class RebracLoss implements Agent {
  /** Hidden layers of actor and critics, in the authors' code for V-D4RL. */
  static final int LAYERS = 3;

  private final double actorPenalty;
  private final float criticPenalty;
  private final int actorEvery;
  private final double polyak;
  private final ClippedNoise smoothing;
  private final PixelActor actor;
  private final PixelActor targetActor;
  private final List<NormalisedCritic> critics;
  private final List<Adam> criticAdams;
  private final Adam actorAdam;

  private final float[] noise;
  private final float[] actions;
  private final float[] wanted;
  private final float[] byFeaturesOfOne;
  private final float[] byActions;
  private final float[] byLogDensities;

  /** L_π when it was last computed. */
  private double actorLoss;

  RebracLoss(
      Workspace workspace,
      RebracParameters parameters,
      PixelActor.Form form,
      RandomGenerator random) {
    int rows = parameters.batch();
    double rate = parameters.learningRate();
    actorPenalty = parameters.actorPenalty();
    criticPenalty = (float) parameters.criticPenalty();
    actorEvery = parameters.actorEvery();
    polyak = parameters.polyak();
    smoothing = ClippedNoise.constant(parameters.targetDeviation(), parameters.noiseClip());
    actor = PixelActor.of(workspace, form, rows, random);
    targetActor = actor.copy(workspace);
    PixelCritics.Form critic =
        new PixelCritics.Form(form.features(), form.actions(), LAYERS, form.units());
    critics =
        List.of(
            new NormalisedCritic(workspace, critic, rows, random),
            new NormalisedCritic(workspace, critic, rows, random));
    criticAdams = critics.stream().map(one -> one.adam(rate)).toList();
    actorAdam = actor.adam(rate);
    noise = new float[rows * form.actions()];
    actions = new float[noise.length];
    byActions = new float[noise.length];
    wanted = new float[rows];
    byFeaturesOfOne = new float[rows * form.features()];
    byLogDensities = new float[rows];
  }

  @Override
  public void drawNoise(RandomGenerator random) {
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  @Override
  public Report update(Batch batch, long done, float[] byFeatures) {
    double criticLoss = criticLoss(batch, byFeatures);
    double value = meanValue(batch);
    double norms = 0;
    for (int k = 0; k < critics.size(); k++) {
      norms += criticAdams.get(k).update(critics.get(k).gradient());
    }
    if ((done + 1) % actorEvery == 0) {
      actorLoss = actorLoss(batch);
      norms += actorAdam.update(actor.gradient());
      critics.forEach(critic -> critic.approachTarget(polyak));
      targetActor.weights().approach(actor.weights(), (float) polyak);
    }
    return new Report(criticLoss, actorLoss, value, norms);
  }

  private double meanValue(Batch batch) {
    double sum = 0;
    for (float said : critics.get(0).of(batch.features(), batch.actions())) {
      sum += said;
    }
    return sum / batch.rows();
  }

  /** Computes L_Q and its gradient by the critics' weights and by the features. */
  double criticLoss(Batch batch, float[] byFeatures) {
    targets(batch);
    Arrays.fill(byFeatures, 0);
    double loss = 0;
    for (NormalisedCritic critic : critics) {
      float[] said = critic.of(batch.features(), batch.actions());
      float[] slope = critic.byValues();
      for (int row = 0; row < batch.rows(); row++) {
        float difference = said[row] - wanted[row];
        loss += (double) difference * difference / batch.rows();
        slope[row] = 2 * difference / batch.rows();
      }
      critic.backward(byFeaturesOfOne);
      for (int i = 0; i < byFeatures.length; i++) {
        byFeatures[i] += byFeaturesOfOne[i];
      }
    }
    return loss;
  }

  /** Computes y. */
  private void targets(Batch batch) {
    float[] means = targetActor.mode(batch.nextFeatures());
    smoothing.around(means, noise, smoothing.deviation(0), actions);
    float[] first = critics.get(0).target(batch.nextFeatures(), actions);
    float[] second = critics.get(1).target(batch.nextFeatures(), actions);
    int size = actions.length / batch.rows();
    for (int row = 0; row < batch.rows(); row++) {
      float distance = 0;
      for (int i = row * size; i < (row + 1) * size; i++) {
        float difference = actions[i] - batch.nextActions()[i];
        distance += difference * difference;
      }
      float value =
          Math.min(first[row], second[row]) - criticPenalty * batch.followed()[row] * distance;
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * value;
    }
  }

  /** Computes L_π and its gradient by the actor's weights. */
  double actorLoss(Batch batch) {
    float[] own = actor.mode(batch.features());
    NormalisedCritic critic = critics.get(0);
    float[] said = critic.of(batch.features(), own);
    double size = 0;
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      size += Math.abs(said[row]) / batch.rows();
      sum += (double) said[row] / batch.rows();
    }
    Arrays.fill(critic.byValues(), (float) (-1 / (size * batch.rows())));
    critic.backwardToActions(byActions);
    double imitation = 0;
    for (int i = 0; i < own.length; i++) {
      float difference = own[i] - batch.actions()[i];
      imitation += (double) difference * difference / own.length;
      byActions[i] += (float) (2 * actorPenalty * difference / own.length);
    }
    actor.backward(byActions, byLogDensities);
    return actorPenalty * imitation - sum / size;
  }

  @Override
  public PixelActor actor() {
    return actor;
  }

  /** π̄, shared. */
  PixelActor targetActor() {
    return targetActor;
  }

  /** Both critics, shared. */
  List<NormalisedCritic> critics() {
    return critics;
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    out.writeDouble(actorLoss);
    actor.save(out);
    targetActor.save(out);
    actorAdam.save(out);
    for (int k = 0; k < critics.size(); k++) {
      critics.get(k).save(out);
      criticAdams.get(k).save(out);
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    actorLoss = in.readDouble();
    actor.restore(in);
    targetActor.restore(in);
    actorAdam.restore(in);
    for (int k = 0; k < critics.size(); k++) {
      critics.get(k).restore(in);
      criticAdams.get(k).restore(in);
    }
  }
}
