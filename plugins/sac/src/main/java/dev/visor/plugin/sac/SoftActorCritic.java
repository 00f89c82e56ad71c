package dev.visor.plugin.sac;

import dev.visor.nn.Activation;
import dev.visor.nn.ActorForm;
import dev.visor.nn.Adam;
import dev.visor.nn.Critics;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * One update of soft actor-critic with two critics and a temperature that adapts (Haarnoja et al.
 * 2018, arXiv 1812.05905, algorithm 1).
 *
 * <pre>
 * y   = r + γ c (min over k of Q̄_k(s′, a′) − α ln π(a′ | s′))        a′ ~ π(· | s′)
 * J_Q = ½ Σ over k of mean (Q_k(s, a) − y)²                          equation 5
 * J_π = mean α ln π(ã | s) − min over k of Q_k(s, ã)                 equation 9, ã ~ π(· | s)
 * J_α = mean −α (ln π(ã | s) + H̄)                                    equation 18
 * Q̄  ← Q̄ + τ (Q − Q̄)
 * </pre>
 *
 * <p>c is 0 where the task itself ended, and 1 elsewhere: at a time limit value goes on. The target
 * entropy H̄ is minus the number of action values. α is kept as its logarithm, which keeps it
 * positive. An update allocates nothing.
 */
final class SoftActorCritic {
  /** Bounds of ln σ, as in the authors' code. */
  private static final Deviation.ClampedLog DEVIATION = new Deviation.ClampedLog(-20, 2);

  private static final double NO_CLIPPING = Double.POSITIVE_INFINITY;

  private final int rows;
  private final float discount;
  private final double polyak;
  private final double targetEntropy;

  private final ActorForm form;
  private final Parameters actorWeights;
  private final Parameters actorGradient;
  private final Mlp actorGradientNetwork;
  private final TanhGaussianActor.Pass actor;
  private final TwinCritics critics;
  private final Critics.Pass values;
  private final Critics.Pass targetValues;
  private final Parameters logTemperature;
  private final Parameters logTemperatureGradient;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final Adam temperatureAdam;

  private final float[] wanted;
  private final float[] byActions;
  private final float[] byLowest;
  private final float[] byLogDensities;
  private final float[] one = new float[1];

  /**
   * What is learned from at once. Noise is standard Gaussian.
   *
   * @param rows how many transitions
   * @param states rows × length
   * @param actions rows × length
   * @param rewards one for each row
   * @param continues one for each row: 1, or 0 where the task itself ended
   * @param nextStates rows × length
   * @param nextNoise for the actions at the next states, rows × action length
   * @param noise for the actor's own actions at the states, rows × action length
   */
  record Batch(
      int rows,
      float[] states,
      float[] actions,
      float[] rewards,
      float[] continues,
      float[] nextStates,
      float[] nextNoise,
      float[] noise) {
    static Batch of(int rows, int states, int actions) {
      return new Batch(
          rows,
          new float[rows * states],
          new float[rows * actions],
          new float[rows],
          new float[rows],
          new float[rows * states],
          new float[rows * actions],
          new float[rows * actions]);
    }

    /** Draws the noise anew. */
    void drawNoise(RandomGenerator random) {
      for (int i = 0; i < noise.length; i++) {
        nextNoise[i] = (float) random.nextGaussian();
        noise[i] = (float) random.nextGaussian();
      }
    }
  }

  SoftActorCritic(
      Workspace workspace,
      SacParameters parameters,
      int states,
      int actions,
      RandomGenerator random) {
    rows = parameters.batch();
    discount = (float) parameters.discount();
    polyak = parameters.polyak();
    targetEntropy = -actions;

    form =
        new ActorForm(
            states, actions, parameters.layers(), parameters.units(), Activation.RELU, DEVIATION);
    actorWeights = form.layout().allocate(workspace);
    actorGradient = actorWeights.zeros();
    actorGradientNetwork = form.network(actorGradient);
    form.initialise(actorWeights, random);
    actor = form.actor(actorWeights).pass(workspace, rows);
    critics =
        new TwinCritics(
            workspace,
            Critics.Shape.twins(
                states, actions, parameters.layers(), parameters.units(), Activation.RELU),
            random);
    values = critics.current().pass(workspace, rows);
    targetValues = critics.targets().pass(workspace, rows);
    logTemperature = Layout.builder().add("log_temperature", 1).build().allocate(workspace);
    logTemperatureGradient = logTemperature.zeros();
    set(logTemperature, (float) StrictMath.log(parameters.initialTemperature()));

    actorAdam = new Adam(actorWeights, parameters.learningRate(), NO_CLIPPING);
    criticAdam = new Adam(critics.current().parameters(), parameters.learningRate(), NO_CLIPPING);
    temperatureAdam = new Adam(logTemperature, parameters.learningRate(), NO_CLIPPING);
    wanted = new float[rows];
    byActions = new float[rows * actions];
    byLowest = new float[rows];
    byLogDensities = new float[rows];
  }

  /** The form of the actor. */
  ActorForm form() {
    return form;
  }

  /** The actor's weights, shared. */
  Parameters actorWeights() {
    return actorWeights;
  }

  /** The critics, their targets and their gradient, shared. */
  TwinCritics critics() {
    return critics;
  }

  /** The gradient that {@link #actorLoss} computed, shared. */
  Parameters actorGradient() {
    return actorGradient;
  }

  /** α, the weight of the entropy. */
  float temperature() {
    logTemperature.values().read(0, one, 0, 1);
    return (float) StrictMath.exp(one[0]);
  }

  /** What an update reports: its losses, at the weights before it. */
  static final class Losses {
    /** J_Q. */
    double critics;

    /** J_π. */
    double actor;

    /** The mean of −ln π(ã | s), in nats. */
    double entropy;

    /** Whether losses and gradients are finite; where one is not, weights stay as they were. */
    boolean finite;
  }

  /**
   * Makes one update.
   *
   * @param losses receives the losses
   */
  void update(Batch batch, Losses losses) {
    losses.critics = criticLoss(batch);
    double criticNorm = criticAdam.update(critics.gradient().parameters());
    losses.actor = actorLoss(batch);
    double actorNorm = actorAdam.update(actorGradient);
    losses.entropy = -meanLogDensity();
    set(logTemperatureGradient, (float) temperatureSlope());
    temperatureAdam.update(logTemperatureGradient);
    critics.approachTargets(polyak);
    // One number that is not finite makes the sum so.
    double all = losses.critics + losses.actor + losses.entropy + criticNorm + actorNorm;
    losses.finite = Double.isFinite(all);
  }

  /** Computes J_Q and its gradient by the critics' weights. */
  double criticLoss(Batch batch) {
    float alpha = temperature();
    float[] next = actor.act(batch.nextStates(), batch.nextNoise(), rows);
    targetValues.forward(batch.nextStates(), next, rows);
    float[] lowest = targetValues.lowest(rows);
    for (int i = 0; i < rows; i++) {
      float soft = lowest[i] - alpha * actor.logDensities()[i];
      wanted[i] = batch.rewards()[i] + discount * batch.continues()[i] * soft;
    }
    values.forward(batch.states(), batch.actions(), rows);
    double loss = 0;
    for (int k = 0; k < critics.current().shape().count(); k++) {
      float[] said = values.values(k);
      float[] slope = values.valueGradient(k);
      for (int i = 0; i < rows; i++) {
        float difference = said[i] - wanted[i];
        loss += 0.5 * difference * difference / rows;
        slope[i] = difference / rows;
      }
    }
    critics.gradient().parameters().clear();
    values.backward(critics.gradient(), rows);
    return loss;
  }

  /** Computes J_π and its gradient by the actor's weights. */
  double actorLoss(Batch batch) {
    float alpha = temperature();
    float[] actions = actor.act(batch.states(), batch.noise(), rows);
    values.forward(batch.states(), actions, rows);
    float[] lowest = values.lowest(rows);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss += (alpha * (double) actor.logDensities()[i] - lowest[i]) / rows;
      byLogDensities[i] = alpha / rows;
      byLowest[i] = -1f / rows;
    }
    values.startAtLowest(byLowest, rows);
    values.backwardToActions(byActions, rows);
    actorGradient.clear();
    actor.backward(byActions, byLogDensities, actorGradientNetwork, rows);
    return loss;
  }

  /** The slope of J_α by ln α, at the actions of the last {@link #actorLoss}. */
  double temperatureSlope() {
    return -temperature() * (meanLogDensity() + targetEntropy);
  }

  private double meanLogDensity() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += actor.logDensities()[i];
    }
    return sum / rows;
  }

  private void set(Parameters single, float value) {
    one[0] = value;
    single.values().write(0, one, 0, 1);
  }

  /** Writes all weights with their optimisers. */
  void save(DataOutputStream out) throws IOException {
    actorWeights.write(out);
    critics.save(out);
    logTemperature.write(out);
    actorAdam.save(out);
    criticAdam.save(out);
    temperatureAdam.save(out);
  }

  /**
   * Takes up what {@link #save} wrote.
   *
   * @throws IOException if the stream ends early or is of other sizes
   */
  void restore(DataInputStream in) throws IOException {
    actorWeights.read(in);
    critics.restore(in);
    logTemperature.read(in);
    actorAdam.restore(in);
    criticAdam.restore(in);
    temperatureAdam.restore(in);
  }
}
