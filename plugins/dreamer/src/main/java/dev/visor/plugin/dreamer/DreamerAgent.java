package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.Adam;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.LatentStates;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * World model and behaviour, and the two updates that learning is made of, whatever the data are
 * and whenever these are due. Imagination begins from states of the batch that was seen last.
 */
final class DreamerAgent implements AutoCloseable {
  private final DreamerParameters parameters;
  private final ModelShape shape;
  private final Scalars scalars;
  private final RandomStream batchRandom;
  private final RandomStream noiseRandom;
  private final RandomStream headRandom;
  private final RandomStream startRandom;

  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final WorldModelLoss loss;
  private final Adam adam;
  private final Behaviour behaviour;
  private final Sequences batch;
  private final float[] noise;
  private final int[] heads;
  private final LatentStates starts;
  private final int[] startRows;
  private final int startCount;

  /**
   * @throws IllegalArgumentException if pictures have a size that the encoder cannot take
   */
  DreamerAgent(
      DreamerParameters parameters,
      ObservationSpec observation,
      int actionSize,
      RandomStreams random,
      Scalars scalars) {
    this.parameters = parameters;
    this.scalars = scalars;
    shape = ModelShape.of(observation, actionSize, parameters);
    batchRandom = random.stream("model/batch");
    noiseRandom = random.stream("model/noise");
    headRandom = random.stream("model/head");
    startRandom = random.stream("behaviour/start");
    weights = shape.initial(workspace, random.stream("model/init"));
    loss = new WorldModelLoss(workspace, shape, parameters, weights);
    adam = new Adam(weights, parameters.modelRate(), parameters.gradientClip());
    batch = new Sequences(observation, actionSize, parameters.batch(), parameters.sequence());
    noise = new float[batch.rows() * shape.latent().state().draws()];
    heads = new int[batch.length()];
    startCount =
        parameters.starts() == 0 ? batch.rows() : Math.min(parameters.starts(), batch.rows());
    startRows = new int[batch.rows()];
    starts = new LatentStates(shape.latent(), startCount);
    behaviour = new Behaviour(workspace, shape, parameters, weights, random, startCount);
  }

  ModelShape shape() {
    return shape;
  }

  /** The world model's arrays, shared. */
  Parameters weights() {
    return weights;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  /**
   * Draws a batch and makes one update of the world model.
   *
   * @param at what the update's losses are recorded by
   */
  void learnModel(DatasetView data, long at) {
    draw(data);
    for (int t = 0; t < heads.length; t++) {
      heads[t] = headRandom.nextInt(shape.latent().ensemble());
    }
    ModelLosses losses = loss.compute(batch, noise, heads);
    double norm = adam.update(loss.gradient());
    if (!Double.isFinite(losses.total()) || !Double.isFinite(norm)) {
      throw new TrainingDivergedException("the world model's loss or its gradient", at);
    }
    scalars.record("model/loss", at, losses.total());
    scalars.record("model/image_loss", at, losses.image());
    scalars.record("model/reward_loss", at, losses.reward());
    scalars.record("model/kl", at, losses.kl());
    scalars.record("model/gradient_norm", at, norm);
    if (shape.discounts()) {
      scalars.record("model/terminal_loss", at, losses.terminal());
    }
  }

  /** Draws a batch and follows the posterior along it, without learning from it. */
  void observe(DatasetView data) {
    draw(data);
    loss.observe(batch, noise);
  }

  private void draw(DatasetView data) {
    batch.sample(data, batchRandom);
    shape.latent().state().draw(noiseRandom, noise, batch.rows());
  }

  /** Makes one update of actor and critic, from states of the batch that was seen last. */
  void learnBehaviour(long at) {
    chooseStarts();
    Behaviour.Update update = behaviour.update(starts);
    BehaviourLoss.Losses losses = update.losses();
    if (!Double.isFinite(losses.critic()) || !Double.isFinite(update.criticNorm())) {
      throw new TrainingDivergedException("the critic's loss", at);
    }
    if (!Double.isFinite(losses.actor()) || !Double.isFinite(update.actorNorm())) {
      throw new TrainingDivergedException("the actor's loss", at);
    }
    scalars.record("behaviour/actor_loss", at, losses.actor());
    scalars.record("behaviour/critic_loss", at, losses.critic());
    scalars.record("behaviour/actor_gradient_norm", at, update.actorNorm());
    scalars.record("behaviour/critic_gradient_norm", at, update.criticNorm());
    scalars.record("behaviour/entropy", at, losses.entropy());
    scalars.record("imagination/reward", at, losses.reward());
    scalars.record("imagination/return", at, losses.returns());
    if (parameters.penalty() != Penalty.NONE) {
      scalars.record("imagination/penalty", at, losses.penalty());
      scalars.record("imagination/penalty_weight", at, update.penaltyWeight());
    }
  }

  /**
   * Chooses states that are neither padding nor a task's end, each once as long as there are
   * enough.
   */
  private void chooseStarts() {
    int count = 0;
    for (int row = 0; row < batch.rows(); row++) {
      if (batch.mask()[row] == 1 && batch.terminals()[row] == 0) {
        startRows[count++] = row;
      }
    }
    for (int i = 0; i < startCount; i++) {
      int from = i % count;
      int drawn = from + startRandom.nextInt(count - from);
      int row = startRows[drawn];
      startRows[drawn] = startRows[from];
      startRows[from] = row;
      starts.set(i, loss.features(), row * shape.features());
    }
  }

  /** Writes the policy as it now is. */
  void writePolicy(OutputStream out) throws IOException {
    PolicyFile.write(out, parameters, shape, weights, behaviour.actorWeights());
  }

  void save(DataOutputStream out) throws IOException {
    weights.write(out);
    adam.save(out);
    behaviour.save(out);
  }

  void restore(DataInputStream in) throws IOException {
    weights.read(in);
    adam.restore(in);
    behaviour.restore(in);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
