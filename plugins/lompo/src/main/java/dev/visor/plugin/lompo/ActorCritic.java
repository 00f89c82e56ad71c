package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Adam;
import dev.visor.nn.Dense;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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
  private static final List<String> CRITICS = List.of("critic1", "critic2");

  private final LompoParameters parameters;
  private final int featureSize;
  private final int actionSize;
  private final int rows;

  private final Parameters actorWeights;
  private final Parameters criticWeights;
  private final Parameters targetWeights;
  private final Parameters actorGradient;
  private final Parameters criticGradient;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final Actor actor;

  private final Actor.Pass act;
  private final List<Mlp.Pass> critics;
  private final List<Mlp.Pass> targets;

  /** What the critics' lowest layers do with actions, leaving features out. */
  private final List<Dense> criticsOfActions;

  private final Mlp actorGradientNetwork;
  private final List<Mlp> criticGradientNetworks;
  private final float[] joined;
  private final float[] wanted;
  private final float[][] actionGradients;

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
    this.featureSize = featureSize;
    this.actionSize = actionSize;
    rows = parameters.realRows() + parameters.imaginedRows();

    actorWeights = Actor.layout(parameters, featureSize, actionSize).allocate(workspace);
    Actor.initialise(parameters, actorWeights, random);
    actor = new Actor(actorWeights, parameters.actorLayers());
    act = actor.pass(workspace, rows);

    criticWeights = criticLayout().allocate(workspace);
    targetWeights = criticLayout().allocate(workspace);
    initialiseCritics(criticWeights, random);
    initialiseCritics(targetWeights, random);
    if (parameters.targetsCopied()) {
      targetWeights.set(criticWeights);
    }
    critics = critics(criticWeights).stream().map(n -> n.pass(workspace, rows)).toList();
    criticsOfActions =
        critics(criticWeights).stream().map(n -> n.ofInputs(featureSize, actionSize)).toList();
    targets = critics(targetWeights).stream().map(n -> n.pass(workspace, rows)).toList();

    actorGradient = actorWeights.zeros();
    criticGradient = criticWeights.zeros();
    actorGradientNetwork = new Actor(actorGradient, parameters.actorLayers()).network();
    criticGradientNetworks = critics(criticGradient);
    actorAdam = new Adam(actorWeights, parameters.actorRate(), parameters.gradientClip());
    criticAdam = new Adam(criticWeights, parameters.criticRate(), parameters.gradientClip());
    joined = new float[rows * (featureSize + actionSize)];
    wanted = new float[rows];
    actionGradients = new float[2][rows * actionSize];
  }

  private Layout criticLayout() {
    int[] sizes = new int[parameters.criticLayers() + 2];
    Arrays.fill(sizes, parameters.criticUnits());
    sizes[0] = featureSize + actionSize;
    sizes[sizes.length - 1] = 1;
    Layout.Builder layout = Layout.builder();
    CRITICS.forEach(name -> Mlp.declare(layout, name, sizes));
    return layout.build();
  }

  private void initialiseCritics(Parameters weights, RandomGenerator random) {
    for (String name : CRITICS) {
      Mlp.initialise(weights, name, parameters.criticLayers() + 1, random);
    }
  }

  private List<Mlp> critics(Parameters weights) {
    int layers = parameters.criticLayers() + 1;
    return CRITICS.stream().map(name -> new Mlp(weights, name, layers, Activation.ELU)).toList();
  }

  Actor actor() {
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
    return criticGradient;
  }

  /** The critics' arrays, shared. */
  Parameters criticWeights() {
    return criticWeights;
  }

  /** The target critics' arrays, shared. */
  Parameters targetWeights() {
    return targetWeights;
  }

  /**
   * Makes one update of critics, then actor, then target critics.
   *
   * @param batch as many rows as the parameters say
   */
  AgentLosses update(AgentBatch batch) {
    double target = target(batch);
    CriticLoss critic = criticLoss(batch);
    double criticNorm = criticAdam.update(criticGradient);
    double actorLoss = actorLoss(batch);
    double actorNorm = actorAdam.update(actorGradient);
    targetWeights.approach(criticWeights, (float) parameters.targetRate());
    return new AgentLosses(
        critic.value(), target, critic.loss(), actorLoss, criticNorm, actorNorm, saturation());
  }

  /** Computes y for every row; returns its mean. */
  private double target(AgentBatch batch) {
    join(batch.nextFeatures(), act.act(batch.nextFeatures(), rows));
    float[] first = targets.get(0).forward(joined, rows);
    float[] second = targets.get(1).forward(joined, rows);
    float discount = (float) parameters.discount();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      wanted[i] =
          batch.rewards()[i] + discount * batch.continues()[i] * Math.min(first[i], second[i]);
      sum += wanted[i];
    }
    return sum / rows;
  }

  private record CriticLoss(double loss, double value) {}

  /** Computes L_Q and its gradient. */
  private CriticLoss criticLoss(AgentBatch batch) {
    join(batch.features(), batch.actions());
    criticGradient.clear();
    double loss = 0;
    double value = 0;
    for (int k = 0; k < critics.size(); k++) {
      Mlp.Pass critic = critics.get(k);
      float[] q = critic.forward(joined, rows);
      float[] error = critic.outputGradient();
      for (int i = 0; i < rows; i++) {
        float difference = q[i] - wanted[i];
        loss += (double) difference * difference / rows;
        value += (double) q[i] / rows / critics.size();
        error[i] = 2 * difference / rows;
      }
      critic.backward(criticGradientNetworks.get(k), rows);
    }
    return new CriticLoss(loss, value);
  }

  /** Computes L_π and its gradient. */
  private double actorLoss(AgentBatch batch) {
    float[] actions = act.act(batch.features(), rows);
    join(batch.features(), actions);
    float[] first = critics.get(0).forward(joined, rows);
    float[] second = critics.get(1).forward(joined, rows);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      boolean lower = first[i] < second[i];
      loss -= (double) (lower ? first[i] : second[i]) / rows;
      critics.get(0).outputGradient()[i] = lower ? -1f / rows : 0;
      critics.get(1).outputGradient()[i] = lower ? 0 : -1f / rows;
    }
    for (int k = 0; k < critics.size(); k++) {
      critics.get(k).backwardToInput(criticsOfActions.get(k), actionGradients[k], rows);
    }

    float[] raw = act.beforeTanh().output();
    float[] error = act.beforeTanh().outputGradient();
    float weight = (float) parameters.preTanhWeight();
    int values = rows * actionSize;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < actionSize; j++) {
        int i = row * actionSize + j;
        float slope = 1 - actions[i] * actions[i];
        error[i] =
            (actionGradients[0][i] + actionGradients[1][i]) * slope + 2 * weight * raw[i] / values;
        loss += (double) weight * raw[i] * raw[i] / values;
      }
    }
    actorGradient.clear();
    act.beforeTanh().backward(actorGradientNetwork, rows);
    return loss;
  }

  /** Lays features and actions side by side. */
  private void join(float[] features, float[] actions) {
    int length = featureSize + actionSize;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(features, row * featureSize, joined, row * length, featureSize);
      System.arraycopy(actions, row * actionSize, joined, row * length + featureSize, actionSize);
    }
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
    criticWeights.write(out);
    targetWeights.write(out);
    actorAdam.save(out);
    criticAdam.save(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    actorWeights.read(in);
    criticWeights.read(in);
    targetWeights.read(in);
    actorAdam.restore(in);
    criticAdam.restore(in);
  }
}
