package dev.visor.plugin.drq;

import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.FrameStack;
import dev.visor.nn.Parameters;
import dev.visor.nn.PixelEncoder;
import dev.visor.nn.WeightAverage;
import dev.visor.nn.Workspace;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws a batch, looks at it, and lets the algorithm and the encoder learn from it. */
final class PixelTrainer implements OfflineTrainer {
  private static final int MAGIC = 'V' << 24 | 'D' << 16 | 'R' << 8 | 'Q';
  private static final int VERSION = 1;

  private final OfflineContext context;
  private final String algorithm;
  private final Basis basis;
  private final RandomGenerator batches;
  private final RandomGenerator shifts;
  private final RandomGenerator noises;
  private final Workspace workspace = new Workspace();
  private final PixelReplay replay;
  private final Perception perception;
  private final Agent agent;

  /** Of the encoder's and of the actor's weights. */
  private final List<WeightAverage> averages;

  private final Batch batch;
  private final float[] byFeatures;
  private long done;

  /** Makes an algorithm's networks. */
  @FunctionalInterface
  interface Networks {
    /**
     * New ones.
     *
     * @param features of a picture
     * @param actions length of an action
     * @param random for first weights
     */
    Agent of(Workspace workspace, int features, int actions, RandomGenerator random);
  }

  /**
   * @param algorithm its id
   * @param rewardScale what rewards are multiplied by
   * @throws IllegalArgumentException if pictures are not square, or too small for the encoder
   */
  PixelTrainer(
      OfflineContext context,
      String algorithm,
      Basis basis,
      double rewardScale,
      Networks networks) {
    this.context = context;
    this.algorithm = algorithm;
    this.basis = basis;
    batches = context.random().stream("batch");
    shifts = context.random().stream("shift");
    noises = context.random().stream("noise");
    RandomGenerator initial = context.random().stream("init");
    replay = new PixelReplay(context.dataset(), basis, rewardScale);
    FrameStack stack = basis.stack(context.dataset().observation());
    PixelEncoder.Form encoder = basis.encoder(stack);
    int actions = context.dataset().actionSize();
    Parameters encoderWeights = Perception.initial(workspace, encoder, initial);
    agent = networks.of(workspace, encoder.features(), actions, initial);
    perception = new Perception(workspace, encoder, encoderWeights, basis, agent.actorByFeatures());
    averages =
        Stream.of(perception.weights(), agent.actor().weights())
            .map(weights -> new WeightAverage(weights, basis.weightAverage()))
            .toList();
    batch = Batch.of(basis.batch(), encoder.features(), actions);
    byFeatures = new float[batch.features().length];
  }

  @Override
  public long updates() {
    return basis.updates();
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public void step() {
    if (context.cancellation().requested()) {
      return;
    }
    replay.draw(batches, shifts, batch);
    perception.see(replay.pictures(), replay.nextPictures(), batch);
    agent.drawNoise(noises);
    Report report = agent.update(batch, done, byFeatures);
    double norm = perception.learn(byFeatures);
    averages.forEach(WeightAverage::follow);
    done++;
    context.scalars().record("critic/loss", done, report.critic());
    context.scalars().record("critic/value", done, report.value());
    context.scalars().record("actor/loss", done, report.actor());
    if (!Double.isFinite(report.critic() + report.actor() + report.norms() + norm)) {
      throw new TrainingDivergedException("a loss of " + algorithm, done);
    }
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    PixelPolicy.write(algorithm, averages.get(0).acting(), averages.get(1).acting(), out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeUTF(algorithm);
    data.writeLong(done);
    perception.save(data);
    agent.save(data);
    for (WeightAverage average : averages) {
      average.save(data);
    }
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC || data.readInt() != VERSION || !data.readUTF().equals(algorithm)) {
      throw new IOException("this is no checkpoint of " + algorithm + " in format " + VERSION);
    }
    done = data.readLong();
    perception.restore(data);
    agent.restore(data);
    for (WeightAverage average : averages) {
      average.restore(data);
    }
  }

  @Override
  public void close() {
    workspace.close();
  }
}
