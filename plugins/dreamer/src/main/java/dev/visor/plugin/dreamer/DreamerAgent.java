package dev.visor.plugin.dreamer;

import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.LatentStates;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * World model and behaviour, and the update of the second: imagination begins from states of the
 * batch that the first saw last.
 */
final class DreamerAgent implements AutoCloseable {
  private final DreamerParameters parameters;
  private final PictureAveraging averaging;
  private final Scalars scalars;
  private final RandomStream startRandom;
  private final Workspace workspace = new Workspace();
  private final ModelLearner model;
  private final Behaviour behaviour;
  private final LatentStates starts;
  private final int[] startRows;
  private final int startCount;

  /**
   * @param shown observations as they are before their pictures are averaged
   * @throws IllegalArgumentException if pictures have a size that the encoder cannot take
   */
  DreamerAgent(
      DreamerParameters parameters,
      ObservationSpec shown,
      int actionSize,
      RandomStreams random,
      Scalars scalars) {
    this.parameters = parameters;
    this.scalars = scalars;
    startRandom = random.stream("behaviour/start");
    averaging = PictureAveraging.of(shown, parameters.averageTo());
    ObservationSpec observation = averaging.seen(shown);
    ModelShape shape = ModelShape.of(observation, actionSize, parameters);
    model = new ModelLearner(workspace, shape, parameters.model(), observation, random, scalars);
    int rows = model.batch().rows();
    startCount = parameters.starts() == 0 ? rows : Math.min(parameters.starts(), rows);
    startRows = new int[rows];
    starts = new LatentStates(shape.latent(), startCount);
    behaviour = new Behaviour(workspace, shape, parameters, model.weights(), random, startCount);
  }

  /** What pictures go through before the model sees them. */
  PictureAveraging averaging() {
    return averaging;
  }

  ModelLearner model() {
    return model;
  }

  Behaviour behaviour() {
    return behaviour;
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
    Sequences batch = model.batch();
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
      starts.set(i, model.features(), row * model.shape().features());
    }
  }

  /** Writes the policy as it now is. */
  void writePolicy(OutputStream out) throws IOException {
    PolicyFile.write(
        out, parameters, averaging, model.shape(), model.weights(), behaviour.actingWeights());
  }

  void save(DataOutputStream out) throws IOException {
    model.save(out);
    behaviour.save(out);
  }

  void restore(DataInputStream in) throws IOException {
    model.restore(in);
    behaviour.restore(in);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
