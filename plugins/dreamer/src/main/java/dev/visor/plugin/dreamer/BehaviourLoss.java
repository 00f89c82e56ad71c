package dev.visor.plugin.dreamer;

import dev.visor.nn.Actor;
import dev.visor.nn.Elementary;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.Disagreement;
import dev.visor.nn.rssm.ImaginedRollout;
import dev.visor.nn.rssm.LatentStates;
import java.util.Arrays;
import java.util.Optional;

/**
 * The losses of DreamerV2's actor and critic on imagined states, and their gradients (Hafner et al.
 * 2021, equations 4 to 6; the penalty is Offline DV2's, Lu et al. 2023).
 *
 * <pre>
 *      s_0 from the posterior,  a_t ~ π(a | sg(s_t)),  s_{t+1} ~ p(s | s_t, a_t)      t = 0 … H − 1
 *      r_t = r̂(s_t) − λ_u u(s_t)       γ_t = γ (1 − d̂(s_t))       w_t = γ_0 γ_1 … γ_{t-1}
 *
 * (4)  V_t = r_t + γ_t ((1 − λ) v̄(s_{t+1}) + λ V_{t+1})             V_H = v̄(s_H)
 * (5)  L_v = mean over t &lt; H      of  w_t ½ (v(s_t) − sg(V_t))²
 * (6)  L_π = mean over t &lt; H − 1  of  − w_t (V_{t+1} + η H[a_t | s_t])
 * </pre>
 *
 * <p>Control is continuous, so that equation 6 has its gradient through the dynamics alone: through
 * rewards, discounts, values and the penalty to the states, and through these to the actions. For
 * the entropy stands −ln π of the action that was drawn, whose mean it is. v̄ is an older copy of
 * the critic, w counts as given, and d̂ is 0 where no end is predicted.
 */
final class BehaviourLoss {
  /** The networks that it reads. */
  record Networks(Parameters model, Actor actor, Mlp critic, Mlp olderCritic) {}

  /**
   * What was imagined and learned, as means.
   *
   * @param actor L_π
   * @param critic L_v
   * @param reward before the penalty
   * @param penalty before it is weighted
   * @param returns V
   * @param entropy of the policy, in nats
   */
  record Losses(
      double actor, double critic, double reward, double penalty, double returns, double entropy) {}

  private final DreamerParameters parameters;
  private final int horizon;
  private final int rows;
  private final ImaginedRollout rollout;
  private final LambdaReturns returns;
  private final Mlp.Pass reward;
  private final Optional<Mlp.Pass> terminal;
  private final Optional<Disagreement> disagreement;
  private final Mlp.Pass critic;
  private final Mlp.Pass olderCritic;

  private final float[] rewards;
  private final float[] discounts;
  private final float[] penalties;
  private final float[] weights;
  private final float[] byReturns;
  private final float[] byPenalties;
  private final float[] byFeatures;
  private final float[] byPart;
  private final float[] byActions;
  private final float[] byLogDensities;
  private float penaltyWeight;

  /**
   * @param workspace where the values of a batch live
   * @param rows how many rollouts there are
   */
  BehaviourLoss(
      Workspace workspace,
      ModelShape shape,
      DreamerParameters parameters,
      Networks networks,
      int rows) {
    this.parameters = parameters;
    this.rows = rows;
    horizon = parameters.horizon();
    rollout =
        new ImaginedRollout(
            workspace,
            shape.latent(),
            networks.model(),
            networks.actor(),
            ImaginedRollout.ActorInput.DETACHED,
            horizon,
            rows);
    returns = new LambdaReturns(parameters.lambdaReturn(), horizon, rows);
    int all = horizon * rows;
    reward = shape.reward(networks.model()).pass(workspace, all);
    terminal =
        shape.discounts()
            ? Optional.of(shape.terminal(networks.model()).pass(workspace, all))
            : Optional.empty();
    disagreement =
        parameters
            .penalty()
            .kind()
            .map(kind -> new Disagreement(workspace, shape.latent(), networks.model(), kind, all));
    critic = networks.critic().pass(workspace, all);
    olderCritic = networks.olderCritic().pass(workspace, all + rows);
    rewards = new float[all];
    discounts = new float[all];
    penalties = new float[all];
    weights = new float[all];
    byReturns = new float[all];
    byPenalties = new float[all];
    byFeatures = new float[(all + rows) * shape.features()];
    byPart = new float[byFeatures.length];
    byActions = new float[all * shape.actions()];
    byLogDensities = new float[all];
  }

  /** What was imagined last. */
  ImaginedRollout rollout() {
    return rollout;
  }

  /** The gradient of L_π by the imagined features, (horizon + 1) rows × length. */
  float[] byFeatures() {
    return byFeatures;
  }

  /** The gradient of L_π by the actions' log-densities, horizon rows. */
  float[] byLogDensities() {
    return byLogDensities;
  }

  /**
   * Imagines.
   *
   * @param starts as many as there are rollouts
   * @param actionNoise standard Gaussian, horizon rows × length of an action
   * @param stateNoise as the stochastic state draws it, for horizon × rows
   * @param heads the prior head of each step
   */
  void imagine(LatentStates starts, float[] actionNoise, float[] stateNoise, int[] heads) {
    rollout.forward(starts, actionNoise, stateNoise, heads);
  }

  /**
   * Computes both losses and their gradients for what was imagined.
   *
   * @param newPenaltyWeight λ_u
   * @param actorGradient to which the gradient of L_π is added
   * @param criticGradient to which that of L_v is added
   */
  Losses compute(double newPenaltyWeight, Mlp actorGradient, Mlp criticGradient) {
    penaltyWeight = (float) newPenaltyWeight;
    double meanReward = rewards();
    discounts();
    float[] values = olderCritic.forward(rollout.features(), (horizon + 1) * rows);
    float[] targets = returns.of(rewards, discounts, values);
    double criticLoss = criticLoss(targets, criticGradient);
    double entropy = -mean(rollout.logDensities(), (horizon - 1) * rows);
    double actorLoss = actorLoss(targets, values);
    rollout.backward(byFeatures, byActions, byLogDensities, actorGradient);
    int all = horizon * rows;
    return new Losses(
        actorLoss, criticLoss, meanReward, mean(penalties, all), mean(targets, all), entropy);
  }

  /** Sets r_t; returns the mean before the penalty. */
  private double rewards() {
    int all = horizon * rows;
    float[] expected = reward.forward(rollout.features(), all);
    System.arraycopy(expected, 0, rewards, 0, all);
    if (disagreement.isPresent()) {
      System.arraycopy(disagreement.get().of(rollout.features(), all), 0, penalties, 0, all);
      for (int i = 0; i < all; i++) {
        rewards[i] -= penaltyWeight * penalties[i];
      }
    }
    return mean(expected, all);
  }

  /** Sets γ_t and w_t. */
  private void discounts() {
    int all = horizon * rows;
    Arrays.fill(discounts, (float) parameters.discount());
    if (terminal.isPresent()) {
      float[] logits = terminal.get().forward(rollout.features(), all);
      for (int i = 0; i < all; i++) {
        discounts[i] *= Elementary.sigmoid(-logits[i]);
      }
    }
    Arrays.fill(weights, 0, rows, 1);
    for (int i = rows; i < all; i++) {
      weights[i] = weights[i - rows] * discounts[i - rows];
    }
  }

  /** L_v. */
  private double criticLoss(float[] targets, Mlp criticGradient) {
    int all = horizon * rows;
    float[] values = critic.forward(rollout.features(), all);
    double loss = 0;
    for (int i = 0; i < all; i++) {
      float difference = values[i] - targets[i];
      loss += 0.5 * weights[i] * difference * difference / all;
      critic.outputGradient()[i] = weights[i] * difference / all;
    }
    critic.backward(criticGradient, all);
    return loss;
  }

  /** L_π, and its gradient as far as the features. */
  private double actorLoss(float[] targets, float[] values) {
    int count = (horizon - 1) * rows;
    float entropyWeight = (float) parameters.entropy();
    Arrays.fill(byReturns, 0);
    Arrays.fill(byLogDensities, 0);
    double loss = 0;
    for (int i = 0; i < count; i++) {
      loss -=
          (double) weights[i]
              * (targets[i + rows] - entropyWeight * rollout.logDensities()[i])
              / count;
      byReturns[i + rows] = -weights[i] / count;
      byLogDensities[i] = weights[i] * entropyWeight / count;
    }
    returns.backward(discounts, values, byReturns);
    toFeatures();
    return loss;
  }

  /** From rewards, penalties, discounts and values to the features that they were read off. */
  private void toFeatures() {
    int all = horizon * rows;
    System.arraycopy(returns.byValues(), 0, olderCritic.outputGradient(), 0, all + rows);
    olderCritic.backwardToInput(byFeatures, all + rows);
    System.arraycopy(returns.byRewards(), 0, reward.outputGradient(), 0, all);
    addPart(reward, all);
    if (terminal.isPresent()) {
      float[] errors = terminal.get().outputGradient();
      for (int i = 0; i < all; i++) {
        // ∂γ_t / ∂l = −γ σ(−l) σ(l)
        float left = discounts[i] / (float) parameters.discount();
        errors[i] = -returns.byDiscounts()[i] * discounts[i] * (1 - left);
      }
      addPart(terminal.get(), all);
    }
    if (disagreement.isPresent()) {
      for (int i = 0; i < all; i++) {
        byPenalties[i] = -penaltyWeight * returns.byRewards()[i];
      }
      disagreement.get().backward(byPenalties, byFeatures, all);
    }
  }

  private void addPart(Mlp.Pass head, int count) {
    head.backwardToInput(byPart, count);
    int values = byFeatures.length / (horizon + 1) * horizon;
    for (int i = 0; i < values; i++) {
      byFeatures[i] += byPart[i];
    }
  }

  private static double mean(float[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }
}
