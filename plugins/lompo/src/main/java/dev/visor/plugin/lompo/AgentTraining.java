package dev.visor.plugin.lompo;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.Parameters;
import dev.visor.nn.WeightAverage;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The second phase: the agent learns from real and imagined transitions between states of a world
 * model that no longer changes.
 *
 * <p>Before the first update all episodes are encoded and the ring of imagined transitions is
 * filled. Every so many updates one episode is encoded again, so that its posterior samples are
 * fresh, and one batch of rollouts is imagined with the agent as it now is.
 */
final class AgentTraining implements AutoCloseable {
  private final Workspace workspace = new Workspace();
  private final LompoParameters parameters;
  private final DatasetView dataset;
  private final Scalars scalars;
  private final RandomStream batchRandom;
  private final RandomStream rowRandom;
  private final RandomStream episodeRandom;
  private final RandomStream penaltyRandom;
  private final RandomStream noiseRandom;

  private final ActorCritic agent;
  private final WeightAverage actorAverage;
  private final RealLatents real;
  private final LatentEncoder encoder;
  private final LatentBuffer imagined;
  private final Imagination imagination;
  private final SequenceSampler sampler;
  private final SequenceBatch sequences;
  private final AgentBatch batch;
  private final WorldModel model;
  private PenaltyScale scale;
  private Imagination.Summary latest = new Imagination.Summary(0, 0, 0);

  /**
   * @param shape of the world model
   * @param weights the trained world model's
   * @param agent what is trained
   */
  AgentTraining(
      LompoParameters parameters,
      DatasetView dataset,
      RandomStreams random,
      Scalars scalars,
      ModelShape shape,
      Parameters weights,
      ActorCritic agent) {
    this.parameters = parameters;
    this.dataset = dataset;
    this.scalars = scalars;
    this.agent = agent;
    actorAverage = new WeightAverage(agent.actorWeights(), parameters.actorAverage());
    sequences = new SequenceBatch(shape, parameters.modelBatch(), parameters.sequence());
    int rows = Math.max(sequences.rows(), LatentEncoder.SIDE_BY_SIDE);
    model = new WorldModel(workspace, shape, weights, rows);
    scale = PenaltyScale.of(parameters, 0, 0);
    batchRandom = random.stream("imagination/batch");
    rowRandom = random.stream("agent/rows");
    episodeRandom = random.stream("latents/episode");
    penaltyRandom = random.stream("penalty/rows");
    noiseRandom = random.stream("agent/noise");
    real = new RealLatents(dataset, shape.features(), shape.terminal());
    encoder = new LatentEncoder(dataset, model, real, random.stream("latents/noise"));
    imagination =
        new Imagination(
            workspace,
            parameters,
            model,
            agent.actor(),
            random.stream("imagination/noise"),
            sequences.rows());
    sampler = new SequenceSampler(dataset, parameters.sequence());
    imagined = new LatentBuffer(capacity(sequences), shape.features(), shape.actions());
    batch =
        new AgentBatch(
            parameters.realRows() + parameters.imaginedRows(), shape.features(), shape.actions());
  }

  /** As many imagined rows as real ones, but at least those of one refresh. */
  private int capacity(SequenceBatch refresh) {
    if (!imagines()) {
      return 1;
    }
    if (parameters.imaginedCapacity() > 0) {
      return parameters.imaginedCapacity();
    }
    return Math.max(real.size(), parameters.horizon() * refresh.rows());
  }

  private boolean imagines() {
    return parameters.imaginedRows() > 0;
  }

  /**
   * Encodes the dataset, weighs the penalty and imagines the first rows.
   *
   * @param update the update before which that is done
   * @return whether it was done; false if cancellation was requested before the end
   */
  boolean prepare(long update, Cancellation cancellation) {
    if (!encoder.encodeAll(cancellation)) {
      return false;
    }
    if (imagines() && PenaltyScale.measured(parameters)) {
      double deviation = real.rewardDeviation();
      double mean =
          DataPenalty.mean(model, real, parameters.penalty(), sequences.rows(), penaltyRandom);
      scale = PenaltyScale.of(parameters, deviation, mean);
      scalars.record("penalty/data_mean", update, mean);
      scalars.record("penalty/reward_deviation", update, deviation);
      scalars.record("penalty/lambda", update, scale.lambda());
    }
    // The ring may be smaller than what is asked for: then it is full, and that is enough.
    int enough = Math.min(parameters.startTraining(), imagined.capacity());
    while (imagines() && imagined.size() < enough) {
      if (cancellation.requested()) {
        return false;
      }
      imagine();
    }
    return true;
  }

  /** Encodes one episode again and imagines more. */
  void refresh() {
    encoder.encode(episodeRandom.nextInt(dataset.episodes()), 1);
    if (imagines()) {
      imagine();
    }
  }

  private void imagine() {
    sampler.sample(sequences, batchRandom);
    latest = imagination.imagine(sequences, scale, imagined);
  }

  /**
   * Makes one update of the agent.
   *
   * @param update its number among all updates, from 1
   */
  void update(long update) {
    real.sample(rowRandom, batch, 0, parameters.realRows());
    if (imagines()) {
      imagined.sample(rowRandom, batch, parameters.realRows(), parameters.imaginedRows());
    }
    if (agent.temperature().isPresent()) {
      Noise.fill(noiseRandom, batch.noise(), batch.noise().length);
      Noise.fill(noiseRandom, batch.nextNoise(), batch.nextNoise().length);
    }
    AgentLosses losses = agent.update(batch);
    actorAverage.follow();
    if (!Double.isFinite(losses.criticNorm()) || !Double.isFinite(losses.critic())) {
      throw new TrainingDivergedException("the critics' loss", update);
    }
    if (!Double.isFinite(losses.actorNorm()) || !Double.isFinite(losses.actor())) {
      throw new TrainingDivergedException("the actor's loss", update);
    }
    scalars.record("agent/value", update, losses.value());
    scalars.record("agent/target", update, losses.target());
    scalars.record("agent/critic_loss", update, losses.critic());
    scalars.record("agent/actor_loss", update, losses.actor());
    scalars.record("agent/critic_gradient_norm", update, losses.criticNorm());
    scalars.record("agent/actor_gradient_norm", update, losses.actorNorm());
    scalars.record("agent/saturation", update, losses.saturation());
    if (agent.temperature().isPresent()) {
      scalars.record("agent/entropy", update, losses.entropy());
      scalars.record("agent/temperature", update, losses.temperature());
    }
    if (imagines()) {
      scalars.record("imagination/reward", update, latest.reward());
      scalars.record("imagination/penalty", update, latest.penalty());
    }
  }

  /** The actor's weights that are to act. */
  Parameters actingWeights() {
    return actorAverage.acting();
  }

  /** Writes the rows and the actor's average; the agent is not its own. */
  void save(DataOutputStream out) throws IOException {
    real.save(out);
    imagined.save(out);
    out.writeDouble(scale.lambda());
    out.writeDouble(scale.offset());
    out.writeInt(latest.rows());
    out.writeDouble(latest.reward());
    out.writeDouble(latest.penalty());
    actorAverage.save(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    real.restore(in);
    imagined.restore(in);
    scale = new PenaltyScale(in.readDouble(), in.readDouble());
    latest = new Imagination.Summary(in.readInt(), in.readDouble(), in.readDouble());
    actorAverage.restore(in);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
