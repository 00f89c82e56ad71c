package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TrainingDivergedException;
import dev.visor.plugin.lompo.net.Adam;
import dev.visor.plugin.lompo.net.Tensors;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The first phase: the world model learns from random parts of episodes. */
final class ModelTraining {
  private final ModelShape shape;
  private final Scalars scalars;
  private final SequenceSampler sampler;
  private final RandomStream batchRandom;
  private final RandomStream noiseRandom;
  private final RandomStream headRandom;

  private final Tensors gradient;
  private final Adam adam;
  private final WorldModelGradient differentiator;
  private final SequenceBatch batch;
  private final float[] noise;
  private final int[] heads;

  /**
   * @param weights what is trained, in place
   * @param differentiator computes gradients by them
   */
  ModelTraining(
      LompoParameters parameters,
      ModelShape shape,
      DatasetView dataset,
      RandomStreams random,
      Scalars scalars,
      Tensors weights,
      WorldModelGradient differentiator) {
    this.shape = shape;
    this.scalars = scalars;
    this.differentiator = differentiator;
    sampler = new SequenceSampler(dataset, parameters.sequence());
    batchRandom = random.stream("model/batch");
    noiseRandom = random.stream("model/noise");
    headRandom = random.stream("model/head");
    gradient = weights.zeros();
    adam = new Adam(weights, parameters.modelRate(), parameters.gradientClip());
    batch = new SequenceBatch(shape, parameters.modelBatch(), parameters.sequence());
    noise = new float[batch.rows() * shape.stoch()];
    heads = new int[batch.length()];
  }

  /**
   * Makes one update.
   *
   * @param update its number, from 1
   */
  void update(long update) {
    sampler.sample(batch, batchRandom);
    Noise.fill(noiseRandom, noise, noise.length);
    for (int t = 0; t < heads.length; t++) {
      heads[t] = headRandom.nextInt(shape.ensemble());
    }
    ModelLosses losses = differentiator.compute(batch, noise, heads, gradient);
    if (!Double.isFinite(losses.total())) {
      throw new TrainingDivergedException("the world model's loss", update);
    }
    double norm = adam.update(gradient);
    if (!Double.isFinite(norm)) {
      throw new TrainingDivergedException("the world model's gradient", update);
    }
    scalars.record("model/loss", update, losses.total());
    scalars.record("model/image_loss", update, losses.image());
    scalars.record("model/reward_loss", update, losses.reward());
    scalars.record("model/kl", update, losses.kl());
    scalars.record("model/gradient_norm", update, norm);
    if (shape.terminal()) {
      scalars.record("model/terminal_loss", update, losses.terminal());
    }
  }

  /** Writes the optimiser; the weights are not its own. */
  void save(DataOutputStream out) throws IOException {
    adam.save(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    adam.restore(in);
  }
}
