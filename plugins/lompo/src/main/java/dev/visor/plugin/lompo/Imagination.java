package dev.visor.plugin.lompo;

import dev.visor.nn.Actor;
import dev.visor.nn.Elementary;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.LatentStates;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Rollouts in latent space: from the posteriors of real sequences, with the agent's own actions,
 * random ones or with some noise on them, and charged for where the ensemble disagrees.
 *
 * <p>At each step all heads predict the next state from the same state and action; one of them,
 * drawn anew for the whole batch, provides it. The reward is what the model expects on arrival,
 * less λ times the penalty of arriving there.
 */
final class Imagination {
  private final LompoParameters parameters;
  private final WorldModel model;
  private final Actor.Pass act;
  private final RandomGenerator random;
  private final LatentStates states;
  private final AgentBatch step;
  private final float[] noise;

  /**
   * @param workspace where the values of a batch live
   * @param actor whose actions are imagined, as it is at each call
   * @param rows the most sequences' rows that rollouts begin from
   */
  Imagination(
      Workspace workspace,
      LompoParameters parameters,
      WorldModel model,
      Actor actor,
      RandomGenerator random,
      int rows) {
    this.parameters = parameters;
    this.model = model;
    this.random = random;
    act = actor.pass(workspace, rows);
    ModelShape shape = model.shape();
    states = new LatentStates(shape.latent(), rows);
    step = new AgentBatch(rows, shape.features(), shape.actions());
    noise = new float[rows * Math.max(shape.actions(), shape.stoch())];
  }

  /**
   * What a call imagined, as means over its transitions.
   *
   * @param rows number of transitions
   * @param reward before the penalty
   * @param penalty before it is weighted
   */
  record Summary(int rows, double reward, double penalty) {}

  /**
   * Imagines rollouts from every row of some sequences that is not padding, and at which, if the
   * model predicts that, the task has not ended.
   *
   * @param scale what penalties are weighed with
   * @param target receives the transitions
   */
  Summary imagine(SequenceBatch sequences, PenaltyScale scale, LatentBuffer target) {
    ModelShape shape = model.shape();
    int rows = starts(sequences, states);
    double rewardSum = 0;
    double penaltySum = 0;
    int imagined = 0;
    for (int h = 0; h < parameters.horizon() && rows > 0; h++) {
      states.features(step.features(), rows);
      act(rows);

      model.filter().recurrence().step(states, step.actions(), rows);
      model.ensemble().forward(states, rows);
      List<Gaussians> heads = model.ensemble().priors();
      Noise.fill(random, noise, rows * shape.stoch());
      heads.get(random.nextInt(heads.size())).sample(noise, states.stoch(), rows);

      states.features(step.nextFeatures(), rows);
      float[] rewards = model.reward().forward(step.nextFeatures(), rows);
      for (int row = 0; row < rows; row++) {
        double penalty = parameters.penalty().of(heads, states.stoch(), row);
        step.rewards()[row] = (float) (rewards[row] - scale.charge(penalty));
        rewardSum += rewards[row];
        penaltySum += penalty;
      }
      int going = end(rows);
      target.add(step, rows);
      imagined += rows;
      rows = going;
    }
    return new Summary(imagined, rewardSum / imagined, penaltySum / imagined);
  }

  /** Filters the sequences; gathers the states that rollouts start at and returns their number. */
  private int starts(SequenceBatch sequences, LatentStates target) {
    ModelShape shape = model.shape();
    int batch = sequences.batch();
    float[] embeddings = new float[sequences.rows() * shape.embedding()];
    model
        .perception()
        .encode(sequences.images(), sequences.proprio(), sequences.rows(), embeddings, 0);
    LatentStates filtered = new LatentStates(shape.latent(), batch);
    float[] taken = new float[batch * shape.actions()];
    float[] seen = new float[batch * shape.embedding()];
    float[] posteriorNoise = new float[batch * shape.stoch()];
    int rows = 0;
    for (int t = 0; t < sequences.length(); t++) {
      System.arraycopy(sequences.actions(), t * taken.length, taken, 0, taken.length);
      System.arraycopy(embeddings, t * seen.length, seen, 0, seen.length);
      Noise.fill(random, posteriorNoise, posteriorNoise.length);
      model.filter().step(filtered, taken, seen, posteriorNoise, batch);
      for (int b = 0; b < batch; b++) {
        int row = t * batch + b;
        if (sequences.mask()[row] == 1 && !over(sequences, row)) {
          target.set(rows++, filtered, b);
        }
      }
    }
    return rows;
  }

  /** Whether the task has ended at a picture, after which nothing comes that could be imagined. */
  private boolean over(SequenceBatch sequences, int row) {
    return model.terminal().isPresent() && sequences.terminals()[row] != 0;
  }

  /** Draws a random actor's actions, or puts noise on those of one that is not. */
  private void act(int rows) {
    int count = rows * model.shape().actions();
    Noise.fill(random, noise, count);
    float[] actions = act.act(step.features(), noise, rows);
    if (parameters.actor() == ActorKind.GAUSSIAN) {
      System.arraycopy(actions, 0, step.actions(), 0, count);
      return;
    }
    float amount = (float) parameters.exploration();
    for (int i = 0; i < count; i++) {
      step.actions()[i] = Math.min(Math.max(actions[i] + amount * noise[i], -1), 1);
    }
  }

  /**
   * Says for each transition how likely the task goes on, as the terminal head has it; moves the
   * states where that is at least as likely as not to the front and returns their number.
   */
  private int end(int rows) {
    if (model.terminal().isEmpty()) {
      Arrays.fill(step.continues(), 0, rows, 1);
      return rows;
    }
    float[] logits = model.terminal().get().forward(step.nextFeatures(), rows);
    int going = 0;
    for (int row = 0; row < rows; row++) {
      boolean goesOn = logits[row] <= 0;
      step.continues()[row] = Elementary.sigmoid(-logits[row]);
      if (goesOn) {
        states.set(going++, states, row);
      }
    }
    return going;
  }
}
