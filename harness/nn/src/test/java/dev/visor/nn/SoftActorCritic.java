package dev.visor.nn;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Soft actor-critic from states (Haarnoja et al. 2018), with a temperature that stays: how a loss
 * is written with these layers.
 *
 * <pre>
 * y   = r + γ c (min Q̄(s′, a′) − α ln π(a′ | s′))               a′ ~ π(s′)
 * L_Q = Σ over k of mean (Q_k(s, a) − y)²
 * L_π = mean α ln π(ã | s) − min Q(s, ã)                         ã ~ π(s)
 * </pre>
 */
final class SoftActorCritic {
  static final float DISCOUNT = 0.9f;
  static final float TEMPERATURE = 0.2f;
  static final int LAYERS = 3;
  static final int ROWS = 12;
  static final int STATES = 5;
  static final int ACTIONS = 2;
  private static final double POLYAK = 0.01;

  final int rows;
  final Parameters actorWeights;
  final Parameters actorGradient;
  final TwinCritics critics;

  private final TanhGaussianActor.Pass actor;
  private final Mlp actorGradientNetwork;
  private final Critics.Pass values;
  private final Critics.Pass targetValues;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final float[] wanted;
  private final float[] byActions;
  private final float[] byLowest;
  private final float[] byLogDensities;

  /** What was seen, and noise for two draws of actions. */
  record Batch(
      float[] states,
      float[] actions,
      float[] rewards,
      float[] continues,
      float[] nextStates,
      float[] nextNoise,
      float[] noise) {
    /** Standard Gaussian draws, for an agent that is {@link #small}; the fourth row is a last. */
    static Batch draw(Random random) {
      float[] continues = new float[ROWS];
      Arrays.fill(continues, 1);
      continues[3] = 0;
      return new Batch(
          draw(random, STATES),
          draw(random, ACTIONS),
          draw(random, 1),
          continues,
          draw(random, STATES),
          draw(random, ACTIONS),
          draw(random, ACTIONS));
    }

    private static float[] draw(Random random, int length) {
      float[] values = new float[ROWS * length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }
  }

  /** An agent for a batch of {@link Batch#draw}. */
  static SoftActorCritic small(Workspace workspace) {
    return new SoftActorCritic(workspace, STATES, ACTIONS, ROWS, new Random(91));
  }

  SoftActorCritic(Workspace workspace, int states, int actions, int rows, RandomGenerator random) {
    this.rows = rows;
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", states, 8, 8, 2 * actions);
    actorWeights = layout.build().allocate(workspace);
    actorGradient = actorWeights.zeros();
    Mlp.initialise(actorWeights, "actor", LAYERS, random);
    Mlp network = new Mlp(actorWeights, "actor", LAYERS, Activation.ELU);
    actorGradientNetwork = new Mlp(actorGradient, "actor", LAYERS, Activation.ELU);
    actor = new TanhGaussianActor(network, new Deviation.SquashedLog(-5, 2)).pass(workspace, rows);
    critics =
        new TwinCritics(
            workspace, Critics.Shape.twins(states, actions, 2, 8, Activation.ELU), random);
    values = critics.current().pass(workspace, rows);
    targetValues = critics.targets().pass(workspace, rows);
    actorAdam = new Adam(actorWeights, 1e-3, 100);
    criticAdam = new Adam(critics.current().parameters(), 1e-3, 100);
    wanted = new float[rows];
    byActions = new float[rows * actions];
    byLowest = new float[rows];
    byLogDensities = new float[rows];
  }

  void update(Batch batch) {
    criticLoss(batch);
    criticAdam.update(critics.gradient().parameters());
    actorLoss(batch);
    actorAdam.update(actorGradient);
    critics.approachTargets(POLYAK);
  }

  /** Computes L_Q and its gradient. */
  double criticLoss(Batch batch) {
    float[] next = actor.act(batch.nextStates(), batch.nextNoise(), rows);
    targetValues.forward(batch.nextStates(), next, rows);
    float[] lowest = targetValues.lowest(rows);
    for (int i = 0; i < rows; i++) {
      float soft = lowest[i] - TEMPERATURE * actor.logDensities()[i];
      wanted[i] = batch.rewards()[i] + DISCOUNT * batch.continues()[i] * soft;
    }
    values.forward(batch.states(), batch.actions(), rows);
    double loss = 0;
    for (int k = 0; k < critics.current().shape().count(); k++) {
      for (int i = 0; i < rows; i++) {
        float difference = values.values(k)[i] - wanted[i];
        loss += (double) difference * difference / rows;
        values.valueGradient(k)[i] = 2 * difference / rows;
      }
    }
    critics.gradient().parameters().clear();
    values.backward(critics.gradient(), rows);
    return loss;
  }

  /** Computes L_π and its gradient. */
  double actorLoss(Batch batch) {
    float[] actions = actor.act(batch.states(), batch.noise(), rows);
    values.forward(batch.states(), actions, rows);
    float[] lowest = values.lowest(rows);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss += (TEMPERATURE * (double) actor.logDensities()[i] - lowest[i]) / rows;
      byLogDensities[i] = TEMPERATURE / rows;
      byLowest[i] = -1f / rows;
    }
    values.startAtLowest(byLowest, rows);
    values.backwardToActions(byActions, rows);
    actorGradient.clear();
    actor.backward(byActions, byLogDensities, actorGradientNetwork, rows);
    return loss;
  }

  /** A digest of every bit of actor and target critics after some updates. */
  static String digest(int updates) {
    try (Workspace workspace = new Workspace()) {
      SoftActorCritic agent = small(workspace);
      Batch batch = Batch.draw(new Random(92));
      for (int i = 0; i < updates; i++) {
        agent.update(batch);
      }
      float[] actor = agent.actorWeights.values().toArray();
      float[] targets = agent.critics.targets().parameters().values().toArray();
      return Arrays.hashCode(actor) + " " + Arrays.hashCode(targets);
    }
  }

  /** Prints the digest after some updates, whose number is the only argument. */
  public static void main(String[] arguments) {
    System.out.println(digest(Integer.parseInt(arguments[0])));
  }
}
