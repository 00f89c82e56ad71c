package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Adam;
import dev.visor.nn.Critics;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The agent: deep deterministic policy gradients with two critics, on latent states s.
 *
 * <pre>
 * y    = r + γ c min(Q̄1, Q̄2)(s′, π(s′))                   target, c = 0 where the task ended
 * L_Q  = mean (Q1(s, a) − y)² + mean (Q2(s, a) − y)²
 * L_π  = − mean min(Q1, Q2)(s, π(s)) + w mean (tanh⁻¹ π(s))²
 * Q̄    ← Q̄ + τ (Q − Q̄)
 * </pre>
 *
 * <p>There is no noise in the target and no entropy, as in the authors' code. The paper's text
 * speaks of soft actor-critic.
 */
final class ActorCritic {
  private static final float SATURATED = 0.95f;

  private final LompoParameters parameters;
  private final int actionSize;
  private final int rows;

  private final Parameters actorWeights;
  private final Parameters actorGradient;
  private final DeterministicActor actor;
  private final Mlp actorGradientNetwork;
  private final TwinCritics critics;
  private final Adam actorAdam;
  private final Adam criticAdam;

  private final DeterministicActor.Pass act;
  private final Critics.Pass values;
  private final Critics.Pass targetValues;

  private final float[] wanted;
  private final float[] lowestGradient;
  private final float[] actionGradient;
  private final float[] preTanhGradient;

  /**
   * Makes a new agent.
   *
   * @param workspace where it lives
   * @param random for first weights
   */
  ActorCritic(
      Workspace workspace,
      LompoParameters parameters,
      int featureSize,
      int actionSize,
      RandomGenerator random) {
    this.parameters = parameters;
    this.actionSize = actionSize;
    rows = parameters.realRows() + parameters.imaginedRows();

    actorWeights = LatentActor.layout(parameters, featureSize, actionSize).allocate(workspace);
    LatentActor.initialise(parameters, actorWeights, random);
    actorGradient = actorWeights.zeros();
    actor = LatentActor.of(actorWeights, parameters.actorLayers());
    actorGradientNetwork = LatentActor.of(actorGradient, parameters.actorLayers()).network();

    critics =
        new TwinCritics(
            workspace,
            Critics.Shape.twins(
                featureSize,
                actionSize,
                parameters.criticLayers(),
                parameters.criticUnits(),
                Activation.ELU),
            random);
    if (!parameters.targetsCopied()) {
      critics.targets().initialise(random);
    }
    actorAdam = new Adam(actorWeights, parameters.actorRate(), parameters.gradientClip());
    criticAdam = new Adam(criticWeights(), parameters.criticRate(), parameters.gradientClip());

    act = actor.pass(workspace, rows);
    values = critics.current().pass(workspace, rows);
    targetValues = critics.targets().pass(workspace, rows);
    wanted = new float[rows];
    lowestGradient = new float[rows];
    Arrays.fill(lowestGradient, -1f / rows);
    actionGradient = new float[rows * actionSize];
    preTanhGradient = new float[rows * actionSize];
  }

  DeterministicActor actor() {
    return actor;
  }

  /** The actor's arrays, shared. */
  Parameters actorWeights() {
    return actorWeights;
  }

  /** The gradient of the actor's loss after the last update. */
  Parameters actorGradient() {
    return actorGradient;
  }

  /** The gradient of the critics' loss after the last update. */
  Parameters criticGradient() {
    return critics.gradient().parameters();
  }

  /** The critics' arrays, shared. */
  Parameters criticWeights() {
    return critics.current().parameters();
  }

  /** The target critics' arrays, shared. */
  Parameters targetWeights() {
    return critics.targets().parameters();
  }

  /**
   * Makes one update of critics, then actor, then target critics.
   *
   * @param batch as many rows as the parameters say
   */
  AgentLosses update(AgentBatch batch) {
    double target = target(batch);
    CriticLoss critic = criticLoss(batch);
    double criticNorm = criticAdam.update(criticGradient());
    double actorLoss = actorLoss(batch);
    double actorNorm = actorAdam.update(actorGradient);
    critics.approachTargets(parameters.targetRate());
    return new AgentLosses(
        critic.value(), target, critic.loss(), actorLoss, criticNorm, actorNorm, saturation());
  }

  /** Computes y for every row; returns its mean. */
  private double target(AgentBatch batch) {
    targetValues.forward(batch.nextFeatures(), act.mode(batch.nextFeatures(), rows), rows);
    float[] lowest = targetValues.lowest(rows);
    float discount = (float) parameters.discount();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      wanted[i] = batch.rewards()[i] + discount * batch.continues()[i] * lowest[i];
      sum += wanted[i];
    }
    return sum / rows;
  }

  private record CriticLoss(double loss, double value) {}

  /** Computes L_Q and its gradient. */
  private CriticLoss criticLoss(AgentBatch batch) {
    values.forward(batch.features(), batch.actions(), rows);
    double loss = 0;
    double value = 0;
    int count = critics.current().shape().count();
    for (int k = 0; k < count; k++) {
      float[] q = values.values(k);
      float[] error = values.valueGradient(k);
      for (int i = 0; i < rows; i++) {
        float difference = q[i] - wanted[i];
        loss += (double) difference * difference / rows;
        value += (double) q[i] / rows / count;
        error[i] = 2 * difference / rows;
      }
    }
    criticGradient().clear();
    values.backward(critics.gradient(), rows);
    return new CriticLoss(loss, value);
  }

  /** Computes L_π and its gradient. */
  private double actorLoss(AgentBatch batch) {
    float[] actions = act.mode(batch.features(), rows);
    values.forward(batch.features(), actions, rows);
    float[] lowest = values.lowest(rows);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss -= (double) lowest[i] / rows;
    }
    values.startAtLowest(lowestGradient, rows);
    values.backwardToActions(actionGradient, rows);

    float[] raw = act.preTanh();
    float weight = (float) parameters.preTanhWeight();
    int count = rows * actionSize;
    for (int i = 0; i < count; i++) {
      preTanhGradient[i] = 2 * weight * raw[i] / count;
      loss += (double) weight * raw[i] * raw[i] / count;
    }
    actorGradient.clear();
    act.backwardWithPreTanh(actionGradient, preTanhGradient, actorGradientNetwork, rows);
    return loss;
  }

  private double saturation() {
    int beyond = 0;
    for (int i = 0; i < rows * actionSize; i++) {
      if (Math.abs(act.actions()[i]) > SATURATED) {
        beyond++;
      }
    }
    return (double) beyond / (rows * actionSize);
  }

  /** Writes networks and optimisers. */
  void save(DataOutputStream out) throws IOException {
    actorWeights.write(out);
    critics.save(out);
    actorAdam.save(out);
    criticAdam.save(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    actorWeights.read(in);
    critics.restore(in);
    actorAdam.restore(in);
    criticAdam.restore(in);
  }
}
