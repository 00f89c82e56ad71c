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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A world model, and the updates by which it learns from random parts of episodes. */
final class ModelLearner {
  private final ModelShape shape;
  private final Scalars scalars;
  private final RandomStream batchRandom;
  private final RandomStream noiseRandom;
  private final RandomStream headRandom;
  private final Parameters weights;
  private final WorldModelLoss loss;
  private final Adam adam;
  private final Sequences batch;
  private final float[] noise;
  private final int[] heads;

  /**
   * @param workspace where it lives
   */
  ModelLearner(
      Workspace workspace,
      ModelShape shape,
      ModelSettings settings,
      ObservationSpec observation,
      RandomStreams random,
      Scalars scalars) {
    this.shape = shape;
    this.scalars = scalars;
    batchRandom = random.stream("model/batch");
    noiseRandom = random.stream("model/noise");
    headRandom = random.stream("model/head");
    weights = shape.initial(workspace, random.stream("model/init"));
    loss = new WorldModelLoss(workspace, shape, settings, weights);
    adam = new Adam(weights, settings.rate(), settings.gradientClip());
    batch = new Sequences(observation, shape.actions(), settings.batch(), settings.sequence());
    noise = new float[batch.rows() * shape.latent().state().draws()];
    heads = new int[batch.length()];
  }

  ModelShape shape() {
    return shape;
  }

  /** The world model's arrays, shared. */
  Parameters weights() {
    return weights;
  }

  /** What was seen last. */
  Sequences batch() {
    return batch;
  }

  /** The features of what was seen last, rows × length. */
  float[] features() {
    return loss.features();
  }

  /**
   * Draws a batch and makes one update.
   *
   * @param at what the update's losses are recorded by
   */
  void learn(DatasetView data, long at) {
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

  void save(DataOutputStream out) throws IOException {
    weights.write(out);
    adam.save(out);
  }

  void restore(DataInputStream in) throws IOException {
    weights.read(in);
    adam.restore(in);
  }
}
