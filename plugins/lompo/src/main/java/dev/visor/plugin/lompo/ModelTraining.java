package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.Adam;
import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The first phase: the world model learns from random parts of episodes. What it works on is large,
 * and lives in a workspace of its own until it is closed.
 */
final class ModelTraining implements AutoCloseable {
  private final Workspace workspace = new Workspace();
  private final ModelShape shape;
  private final Scalars scalars;
  private final SequenceSampler sampler;
  private final RandomStream batchRandom;
  private final RandomStream noiseRandom;
  private final RandomStream headRandom;

  private final Adam adam;
  private final SharedLoss loss;
  private final SequenceBatch batch;
  private final float[] noise;
  private final int[] heads;

  /**
   * @param weights what is trained, in place
   * @param threads that work on it
   */
  ModelTraining(
      LompoParameters parameters,
      ModelShape shape,
      DatasetView dataset,
      RandomStreams random,
      Scalars scalars,
      Parameters weights,
      int threads) {
    this.shape = shape;
    this.scalars = scalars;
    Team team = workspace.own(new Team(Math.min(threads, parameters.modelBatch())));
    loss = new SharedLoss(workspace, team, shape, parameters, weights);
    sampler = new SequenceSampler(dataset, parameters.sequence());
    batchRandom = random.stream("model/batch");
    noiseRandom = random.stream("model/noise");
    headRandom = random.stream("model/head");
    adam = new Adam(weights, parameters.modelRate(), parameters.gradientClip(), team);
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
    ModelLosses losses = loss.compute(batch, noise, heads);
    if (!Double.isFinite(losses.total())) {
      throw new TrainingDivergedException("the world model's loss", update);
    }
    double norm = adam.update(loss.gradient());
    if (!Double.isFinite(norm)) {
      throw new TrainingDivergedException("the world model's gradient", update);
    }
    scalars.record("model/loss", update, losses.total());
    scalars.record("model/image_loss", update, losses.image());
    scalars.record("model/reward_loss", update, losses.reward());
    scalars.record("model/kl", update, losses.kl());
    scalars.record("model/gradient_norm", update, norm);
    if (shape.felt() > 0) {
      scalars.record("model/proprioception_loss", update, losses.felt());
    }
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

  @Override
  public void close() {
    workspace.close();
  }
}
