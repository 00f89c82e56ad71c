package dev.visor.plugin.dreamer;

import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.Adam;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.WeightAverage;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.LatentStates;
import dev.visor.nn.rssm.StochasticState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Actor and critic, which learn in imagination by {@link BehaviourLoss}; an older copy of the
 * critic that returns are made with; and the weight of the penalty, which may adapt.
 */
final class Behaviour {
  private static final String CRITIC = "critic";

  private final DreamerParameters parameters;
  private final ModelShape shape;
  private final int rows;
  private final RandomStream actionRandom;
  private final RandomStream stateRandom;
  private final RandomStream headRandom;

  private final Parameters actorWeights;
  private final Parameters actorGradient;
  private final Actor actor;
  private final WeightAverage actorAverage;
  private final Parameters criticWeights;
  private final Parameters criticGradient;
  private final Parameters olderCriticWeights;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final PenaltyWeight penaltyWeight;
  private final BehaviourLoss loss;
  private final Mlp actorSlopes;
  private final Mlp criticSlopes;

  private final float[] actionNoise;
  private final float[] stateNoise;
  private final int[] heads;
  private long updates;

  /**
   * What an update did.
   *
   * @param losses before it
   * @param actorNorm of the actor's gradient, before clipping
   * @param criticNorm of the critic's
   * @param penaltyWeight that it was made with
   */
  record Update(
      BehaviourLoss.Losses losses, double actorNorm, double criticNorm, double penaltyWeight) {}

  /**
   * @param workspace where it lives
   * @param model the world model's arrays, read at every update
   * @param rows how many states imagination begins from
   */
  Behaviour(
      Workspace workspace,
      ModelShape shape,
      DreamerParameters parameters,
      Parameters model,
      RandomStreams random,
      int rows) {
    this.parameters = parameters;
    this.shape = shape;
    this.rows = rows;
    actionRandom = random.stream("behaviour/action");
    stateRandom = random.stream("behaviour/state");
    headRandom = random.stream("behaviour/head");
    RandomStream initial = random.stream("behaviour/init");
    int hidden = parameters.behaviourLayers();
    int units = parameters.behaviourUnits();
    actorWeights =
        PolicyNetwork.layout(shape.features(), hidden, units, shape.actions()).allocate(workspace);
    PolicyNetwork.initialise(actorWeights, hidden, initial);
    actorGradient = actorWeights.zeros();
    actor = PolicyNetwork.of(actorWeights, hidden);
    actorAverage = new WeightAverage(actorWeights, parameters.actorAverage());
    actorSlopes = PolicyNetwork.of(actorGradient, hidden).network();

    Layout.Builder layout = Layout.builder();
    ModelShape.perceptron(layout, CRITIC, shape.features(), hidden, units, 1);
    criticWeights = layout.build().allocate(workspace);
    Mlp.initialise(criticWeights, CRITIC, hidden + 1, initial);
    criticGradient = criticWeights.zeros();
    criticSlopes = critic(criticGradient);
    olderCriticWeights = criticWeights.zeros();
    olderCriticWeights.set(criticWeights);

    actorAdam = new Adam(actorWeights, parameters.actorRate(), parameters.gradientClip());
    criticAdam = new Adam(criticWeights, parameters.criticRate(), parameters.gradientClip());
    penaltyWeight = new PenaltyWeight(workspace, parameters);
    loss =
        new BehaviourLoss(
            workspace,
            shape,
            parameters,
            new BehaviourLoss.Networks(
                model, actor, critic(criticWeights), critic(olderCriticWeights)),
            rows);
    actionNoise = new float[parameters.horizon() * rows * shape.actions()];
    stateNoise = new float[parameters.horizon() * rows * shape.latent().state().draws()];
    heads = new int[parameters.horizon()];
  }

  private Mlp critic(Parameters weights) {
    return new Mlp(weights, CRITIC, parameters.behaviourLayers() + 1, Activation.ELU);
  }

  /** The actor, whose weights change with every update. */
  Actor actor() {
    return actor;
  }

  /** The actor's arrays that are to be judged: their average, where there is one. */
  Parameters actingWeights() {
    return actorAverage.acting();
  }

  /**
   * Imagines, and makes one update of actor and critic.
   *
   * @param starts as many as were announced
   */
  Update update(LatentStates starts) {
    if (updates % parameters.targetEvery() == 0) {
      olderCriticWeights.set(criticWeights);
    }
    for (int i = 0; i < actionNoise.length; i++) {
      actionNoise[i] = (float) actionRandom.nextGaussian();
    }
    StochasticState state = shape.latent().state();
    state.draw(stateRandom, stateNoise, parameters.horizon() * rows);
    for (int t = 0; t < heads.length; t++) {
      heads[t] = headRandom.nextInt(shape.latent().ensemble());
    }
    double weight = penaltyWeight.value();
    actorGradient.clear();
    criticGradient.clear();
    loss.imagine(starts, actionNoise, stateNoise, heads);
    BehaviourLoss.Losses losses = loss.compute(weight, actorSlopes, criticSlopes);
    double actorNorm = actorAdam.update(actorGradient);
    actorAverage.follow();
    double criticNorm = criticAdam.update(criticGradient);
    penaltyWeight.adapt(losses.penalty());
    updates++;
    return new Update(losses, actorNorm, criticNorm, weight);
  }

  /** Writes networks, the actor's average, optimisers and the penalty's weight. */
  void save(DataOutputStream out) throws IOException {
    out.writeLong(updates);
    actorWeights.write(out);
    criticWeights.write(out);
    olderCriticWeights.write(out);
    actorAdam.save(out);
    criticAdam.save(out);
    penaltyWeight.save(out);
    actorAverage.save(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    updates = in.readLong();
    actorWeights.read(in);
    criticWeights.read(in);
    olderCriticWeights.read(in);
    actorAdam.restore(in);
    criticAdam.restore(in);
    penaltyWeight.restore(in);
    actorAverage.restore(in);
  }
}
