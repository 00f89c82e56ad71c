package dev.visor.nn.rssm;

import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.Dense;
import dev.visor.nn.GruCell;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some steps in imagination, and the gradient by the actor's weights of what is made of them: how
 * Dreamer learns to act (Hafner et al. 2020). The world model stays as it is.
 *
 * <pre>
 * a_t = π(f_t; ε_t)                                   f_t = [z_t, h_t], the features
 * h_{t+1} = GRU(elu(W [z_t, a_t] + b), h_t)
 * z_{t+1} drawn from p_k(h_{t+1}) with η_t           k the head of this step and row
 * </pre>
 *
 * <p>A loss on features, actions and their densities reaches the weights along two ways: through
 * z_t and a_t to what comes later, and through the features that the actor saw. The second can be
 * cut, as Dreamer does, whose actor sees features that count as given.
 *
 * <p>Rows are ordered by time first: row t × rows + i is time t of rollout i. All noise is the
 * caller's.
 */
public final class ImaginedRollout {
  /** Whether the gradient goes through what the actor saw. */
  public enum ActorInput {
    /** It does: the gradient of the loss, all of it. */
    CONNECTED,
    /** It stops there, as in Dreamer. */
    DETACHED
  }

  private final LatentShape shape;
  private final ActorInput actorInput;
  private final int horizon;
  private final int rows;

  private final List<Actor.Pass> acts = new ArrayList<>();
  private final List<Mlp.Pass> ins = new ArrayList<>();
  private final GruCell.Steps gru;
  private final PriorSteps priorSteps;

  private final float[] features;
  private final float[] actions;
  private final float[] logDensities;
  private float[] stateNoise = {};

  // What one step works on; on the way back stoch and deter hold the gradients by the state.
  private final LatentStates states;
  private final int[] stepHeads;
  private final float[] seen;
  private final float[] drawn;
  private final float[] joined;
  private final float[] toDeter;
  private final float[] byDensities;
  private final float[] byAction;

  /**
   * Room for some steps of some rollouts.
   *
   * @param model the world model's arrays, as {@link LatentShape} names them
   * @throws IllegalArgumentException if the actor is of another shape
   */
  public ImaginedRollout(
      Workspace workspace,
      LatentShape shape,
      Parameters model,
      Actor actor,
      ActorInput actorInput,
      int horizon,
      int rows) {
    if (actor.stateSize() != shape.features() || actor.actionSize() != shape.actions()) {
      throw new IllegalArgumentException(
          "an actor from %d values to %d, where features have %d and actions %d"
              .formatted(actor.stateSize(), actor.actionSize(), shape.features(), shape.actions()));
    }
    if (horizon < 1 || rows < 1) {
      throw new IllegalArgumentException(rows + " rollouts of " + horizon + " steps");
    }
    this.shape = shape;
    this.actorInput = actorInput;
    this.horizon = horizon;
    this.rows = rows;
    Mlp in = new Mlp(List.of(Dense.of(model, "recurrence/in")), Activation.ELU, Activation.ELU);
    for (int t = 0; t < horizon; t++) {
      acts.add(actor.pass(workspace, rows));
      ins.add(in.pass(workspace, rows));
    }
    gru = new GruCell(workspace, model, "recurrence/gru", rows).steps(workspace, horizon, rows);
    priorSteps = new PriorSteps(workspace, shape, model, horizon, rows);
    features = new float[(horizon + 1) * rows * shape.features()];
    actions = new float[horizon * rows * shape.actions()];
    logDensities = new float[horizon * rows];
    states = new LatentStates(shape, rows);
    stepHeads = new int[rows];
    seen = new float[rows * shape.features()];
    drawn = new float[rows * shape.actions()];
    joined = new float[rows * (shape.stoch() + shape.actions())];
    toDeter = new float[rows * shape.deter()];
    byDensities = new float[rows];
    byAction = new float[rows * shape.actions()];
  }

  /** Of the starts, then after each step: (horizon + 1) rows × length. */
  public float[] features() {
    return features;
  }

  /** Of each step, horizon rows × length. */
  public float[] actions() {
    return actions;
  }

  /** ln π(a_t | f_t) of each step, horizon rows. */
  public float[] logDensities() {
    return logDensities;
  }

  /**
   * Imagines.
   *
   * @param starts as many as there is room for; left as they are
   * @param actionNoise standard Gaussian draws, horizon rows × action length
   * @param newStateNoise as {@link StochasticState#draw} draws it, for horizon × rows; left alone
   *     until {@link #backward}
   * @param heads the prior head of each step, or of each step and row, horizon rows
   * @throws IllegalArgumentException if an array is too short, or there is no such head
   */
  public void forward(
      LatentStates starts, float[] actionNoise, float[] newStateNoise, int[] heads) {
    Rows.require("starts", starts.stoch(), rows, shape.stoch());
    Rows.require("starts", starts.deter(), rows, shape.deter());
    Rows.require("noise of actions", actionNoise, horizon * rows, shape.actions());
    Rows.require("noise of states", newStateNoise, horizon * rows, shape.state().draws());
    requireHeads(heads);
    stateNoise = newStateNoise;
    System.arraycopy(starts.stoch(), 0, states.stoch(), 0, rows * shape.stoch());
    System.arraycopy(starts.deter(), 0, states.deter(), 0, rows * shape.deter());
    keepFeatures(0);
    for (int t = 0; t < horizon; t++) {
      act(t, actionNoise);
      gru.forward(t, ins.get(t).forward(joined, rows), states.deter());
      choose(t, heads);
      priorSteps.forward(t, stepHeads, states.deter(), stateNoise, states.stoch());
      keepFeatures(t + 1);
    }
  }

  private void requireHeads(int[] heads) {
    boolean fits = heads.length == horizon || heads.length == horizon * rows;
    for (int head : heads) {
      fits &= head >= 0 && head < shape.ensemble();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "heads %s, where %d steps need one each from 0 to %d, or one for each of %d rows"
              .formatted(Arrays.toString(heads), horizon, shape.ensemble() - 1, rows));
    }
  }

  /** Sees the features of time t, acts, and lays stochastic states and actions side by side. */
  private void act(int t, float[] actionNoise) {
    System.arraycopy(features, t * seen.length, seen, 0, seen.length);
    System.arraycopy(actionNoise, t * drawn.length, drawn, 0, drawn.length);
    Actor.Pass act = acts.get(t);
    float[] taken = act.act(seen, drawn, rows);
    System.arraycopy(taken, 0, actions, t * drawn.length, drawn.length);
    System.arraycopy(act.logDensities(), 0, logDensities, t * rows, rows);
    int stoch = shape.stoch();
    int length = shape.actions();
    for (int row = 0; row < rows; row++) {
      int at = row * (stoch + length);
      System.arraycopy(states.stoch(), row * stoch, joined, at, stoch);
      System.arraycopy(taken, row * length, joined, at + stoch, length);
    }
  }

  private void choose(int t, int[] heads) {
    for (int row = 0; row < rows; row++) {
      stepHeads[row] = heads.length == horizon ? heads[t] : heads[t * rows + row];
    }
  }

  private void keepFeatures(int t) {
    for (int row = 0; row < rows; row++) {
      states.features(row, features, (t * rows + row) * shape.features());
    }
  }

  /**
   * Goes back through the last {@link #forward}.
   *
   * @param byFeatures the gradient by {@link #features}; that by the starts counts for nothing
   * @param byActions the gradient by {@link #actions}, beside what comes through the states
   * @param byLogDensities the gradient by {@link #logDensities}
   * @param gradient to which the one by the actor's weights is added
   */
  public void backward(
      float[] byFeatures, float[] byActions, float[] byLogDensities, Mlp gradient) {
    Rows.require("gradient by features", byFeatures, (horizon + 1) * rows, shape.features());
    Rows.require("gradient by actions", byActions, horizon * rows, shape.actions());
    Rows.require("gradient by log-densities", byLogDensities, horizon * rows, 1);
    states.clear();
    for (int t = horizon - 1; t >= 0; t--) {
      addFeatures(byFeatures, (t + 1) * seen.length);
      priorBackward(t);
      Mlp.Pass in = ins.get(t);
      gru.backward(t, states.deter(), in.outputGradient());
      in.backwardToInput(joined, rows);
      split(byActions, t * drawn.length);
      System.arraycopy(byLogDensities, t * rows, byDensities, 0, rows);
      acts.get(t).backward(byAction, byDensities, gradient, rows);
      if (actorInput == ActorInput.CONNECTED && t > 0) {
        acts.get(t).toInput(rows).read(0, seen, 0, seen.length);
        addFeatures(seen, 0);
      }
    }
  }

  /** Adds the gradient by features to that by the states they are made of. */
  private void addFeatures(float[] byFeatures, int from) {
    int stoch = shape.stoch();
    int deter = shape.deter();
    for (int row = 0; row < rows; row++) {
      int at = from + row * shape.features();
      for (int i = 0; i < stoch; i++) {
        states.stoch()[row * stoch + i] += byFeatures[at + i];
      }
      for (int i = 0; i < deter; i++) {
        states.deter()[row * deter + i] += byFeatures[at + stoch + i];
      }
    }
  }

  /** From the sampled states to the deterministic ones that they were predicted from. */
  private void priorBackward(int t) {
    priorSteps.backward(t, states.stoch(), stateNoise, toDeter);
    for (int i = 0; i < rows * shape.deter(); i++) {
      states.deter()[i] += toDeter[i];
    }
  }

  /** Takes the gradients by the stochastic states and by the actions apart. */
  private void split(float[] byActions, int from) {
    int stoch = shape.stoch();
    int length = shape.actions();
    for (int row = 0; row < rows; row++) {
      int at = row * (stoch + length);
      System.arraycopy(joined, at, states.stoch(), row * stoch, stoch);
      for (int i = 0; i < length; i++) {
        int action = row * length + i;
        byAction[action] = joined[at + stoch + i] + byActions[from + action];
      }
    }
  }
}
