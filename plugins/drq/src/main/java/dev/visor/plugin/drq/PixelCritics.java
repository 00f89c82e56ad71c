package dev.visor.plugin.drq;

import dev.visor.nn.Activation;
import dev.visor.nn.Adam;
import dev.visor.nn.Critics;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Trunk;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Two critics on the features of pictures, Q₁ and Q₂, on one {@link Trunk}, and copies of all that,
 * Q̄₁ and Q̄₂, which follow slowly.
 *
 * <p>They may be asked for the values of several actions in each state, as CQL does: states then go
 * through the trunk once.
 */
final class PixelCritics {
  /** How many. */
  static final int COUNT = 2;

  private static final int BOTTLENECK = PixelActor.Form.BOTTLENECK;
  private static final String TRUNK = "trunk";

  private final int rows;
  private final int repeats;
  private final Parameters weights;
  private final Parameters targets;
  private final Parameters gradient;
  private final Critics gradientCritics;
  private final Trunk trunk;
  private final Trunk targetTrunk;
  private final Critics.Pass values;
  private final Critics.Pass judged;
  private final Critics.Pass targetValues;
  private final float[] states;
  private final float[] byStates;
  private final float[] byTrunk;

  /**
   * What they are made of.
   *
   * @param features of a picture
   * @param actions length of an action
   * @param layers hidden layers of each critic
   * @param units width of a hidden layer
   */
  record Form(int features, int actions, int layers, int units) {
    private Critics.Shape heads() {
      return Critics.Shape.twins(BOTTLENECK, actions, layers, units, Activation.RELU);
    }

    private Layout layout() {
      Layout.Builder layout = Layout.builder();
      Trunk.declare(layout, TRUNK, features, BOTTLENECK);
      Layout critics = heads().layout();
      critics.names().forEach(name -> layout.add(name, critics.shape(name)));
      return layout.build();
    }
  }

  /**
   * New critics, and targets that are copies of them.
   *
   * @param rows of every batch
   * @param repeats actions for each state in {@link #forward}
   * @param random for first weights
   */
  PixelCritics(Workspace workspace, Form form, int rows, int repeats, RandomGenerator random) {
    this.rows = rows;
    this.repeats = repeats;
    weights = form.layout().allocate(workspace);
    targets = weights.zeros();
    gradient = weights.zeros();
    Trunk.initialise(weights, TRUNK, random);
    for (int k = 1; k <= COUNT; k++) {
      Mlp.initialiseOrthogonal(weights, "critic" + k, form.layers() + 1, random);
    }
    targets.set(weights);

    Critics critics = new Critics(form.heads(), weights);
    gradientCritics = new Critics(form.heads(), gradient);
    trunk = new Trunk(workspace, weights, gradient, TRUNK, rows);
    targetTrunk = new Trunk(workspace, targets, targets, TRUNK, rows);
    values = critics.pass(workspace, rows * repeats);
    judged = critics.pass(workspace, rows);
    targetValues = new Critics(form.heads(), targets).pass(workspace, rows);
    states = new float[rows * repeats * BOTTLENECK];
    byStates = new float[states.length];
    byTrunk = new float[rows * BOTTLENECK];
  }

  /** The arrays of Q, shared. */
  Parameters weights() {
    return weights;
  }

  /** The arrays of Q̄, shared. */
  Parameters targets() {
    return targets;
  }

  /** The gradient of the last {@link #backward}, shared. */
  Parameters gradient() {
    return gradient;
  }

  /** An optimiser of their weights. */
  Adam adam(double learningRate) {
    return new Adam(weights, learningRate, Double.POSITIVE_INFINITY);
  }

  /**
   * Computes min Q̄, one action for each state.
   *
   * @return one for each row, in an array that the next call overwrites
   */
  float[] lowestTarget(float[] features, float[] actions) {
    targetValues.forward(targetTrunk.forward(features, rows), actions, rows);
    return targetValues.lowest(rows);
  }

  /**
   * Computes the values that the critics learn from.
   *
   * @param features rows × length
   * @param actions rows × repeats × length
   */
  void forward(float[] features, float[] actions) {
    float[] embedded = trunk.forward(features, rows);
    for (int i = 0; i < rows * repeats; i++) {
      int from = i / repeats * BOTTLENECK;
      System.arraycopy(embedded, from, states, i * BOTTLENECK, BOTTLENECK);
    }
    values.forward(states, actions, rows * repeats);
  }

  /** What a critic said in the last {@link #forward}, rows × repeats. */
  float[] values(int critic) {
    return values.values(critic);
  }

  /** Where {@link #backward} finds the gradient by what a critic said. */
  float[] byValues(int critic) {
    return values.valueGradient(critic);
  }

  /**
   * The squared error of temporal differences at the first action of each state, Σ over k of mean
   * (Q_k − y)². Sets the gradient by all values, those of the other actions to 0.
   *
   * @param wanted y, one for each row
   */
  double squaredError(float[] wanted) {
    double loss = 0;
    for (int k = 0; k < COUNT; k++) {
      float[] said = values(k);
      float[] slope = byValues(k);
      Arrays.fill(slope, 0);
      for (int row = 0; row < rows; row++) {
        float difference = said[row * repeats] - wanted[row];
        loss += (double) difference * difference / rows;
        slope[row * repeats] = 2 * difference / rows;
      }
    }
    return loss;
  }

  /** The mean of what the first critic said of the first action of each state. */
  double meanValue() {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += values(0)[row * repeats];
    }
    return sum / rows;
  }

  /**
   * Goes back from the gradient by the values: computes {@link #gradient}, and the gradient by the
   * features, for the encoder.
   *
   * @param byFeatures receives it, rows × length
   */
  void backward(float[] byFeatures) {
    gradient.clear();
    values.backward(gradientCritics, byStates, rows * repeats);
    Arrays.fill(byTrunk, 0);
    for (int i = 0; i < rows * repeats; i++) {
      for (int j = 0; j < BOTTLENECK; j++) {
        byTrunk[i / repeats * BOTTLENECK + j] += byStates[i * BOTTLENECK + j];
      }
    }
    trunk.backward(byTrunk, byFeatures, rows);
  }

  /**
   * Computes min Q, one action for each state, for an actor to climb.
   *
   * @return one for each row, in an array that the next call overwrites
   */
  float[] lowest(float[] features, float[] actions) {
    judged.forward(trunk.forward(features, rows), actions, rows);
    return judged.lowest(rows);
  }

  /**
   * Goes back through the last {@link #lowest} to the actions.
   *
   * @param byLowest the gradient by what it returned, one for each row
   * @param byActions receives rows × length
   */
  void backwardToActions(float[] byLowest, float[] byActions) {
    judged.startAtLowest(byLowest, rows);
    judged.backwardToActions(byActions, rows);
  }

  /**
   * Q̄ ← Q̄ + τ (Q − Q̄).
   *
   * @param rate τ
   */
  void approachTargets(double rate) {
    targets.approach(weights, (float) rate);
  }

  /** Writes critics and targets. */
  void save(DataOutputStream out) throws IOException {
    weights.write(out);
    targets.write(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    weights.read(in);
    targets.read(in);
  }
}
