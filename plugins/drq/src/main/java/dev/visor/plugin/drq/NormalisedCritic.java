package dev.visor.plugin.drq;

import dev.visor.nn.Adam;
import dev.visor.nn.Layout;
import dev.visor.nn.NormalisedMlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Trunk;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One critic of ReBRAC on the features of pictures, Q, and the copy that follows it slowly, Q̄:
 * each a {@link Trunk} and a perceptron that is normalised after every hidden layer.
 */
final class NormalisedCritic {
  private static final int BOTTLENECK = PixelActor.Form.BOTTLENECK;
  private static final String TRUNK = "trunk";
  private static final String NAME = "critic";

  private final int rows;
  private final int actions;
  private final Parameters weights;
  private final Parameters targets;
  private final Parameters gradient;
  private final Trunk trunk;
  private final Trunk targetTrunk;
  private final NormalisedMlp head;
  private final NormalisedMlp targetHead;
  private final float[] joined;
  private final float[] byJoined;
  private final float[] byTrunk;

  /**
   * A new one, and a target that is a copy.
   *
   * @param rows of every batch
   * @param random for first weights
   */
  NormalisedCritic(Workspace workspace, PixelCritics.Form form, int rows, RandomGenerator random) {
    this.rows = rows;
    actions = form.actions();
    int count = form.layers() + 1;
    int[] sizes = new int[count + 1];
    Arrays.fill(sizes, form.units());
    sizes[0] = BOTTLENECK + actions;
    sizes[count] = 1;
    Layout.Builder layout = Layout.builder();
    Trunk.declare(layout, TRUNK, form.features(), BOTTLENECK);
    NormalisedMlp.declare(layout, NAME, sizes);
    weights = layout.build().allocate(workspace);
    gradient = weights.zeros();
    targets = weights.zeros();
    Trunk.initialise(weights, TRUNK, random);
    NormalisedMlp.initialise(weights, NAME, count, random);
    targets.set(weights);
    trunk = new Trunk(workspace, weights, gradient, TRUNK, rows);
    targetTrunk = new Trunk(workspace, targets, targets, TRUNK, rows);
    head = new NormalisedMlp(workspace, weights, gradient, NAME, count, rows);
    targetHead = new NormalisedMlp(workspace, targets, targets, NAME, count, rows);
    joined = new float[rows * sizes[0]];
    byJoined = new float[joined.length];
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

  /** An optimiser of its weights. */
  Adam adam(double learningRate) {
    return new Adam(weights, learningRate, Double.POSITIVE_INFINITY);
  }

  /** Q̄, one for each row, in an array that the next call overwrites. */
  float[] target(float[] features, float[] someActions) {
    join(targetTrunk.forward(features, rows), someActions);
    return targetHead.forward(joined, rows);
  }

  /** Q, one for each row, in an array that the next call overwrites. */
  float[] of(float[] features, float[] someActions) {
    join(trunk.forward(features, rows), someActions);
    return head.forward(joined, rows);
  }

  private void join(float[] embedded, float[] someActions) {
    int length = BOTTLENECK + actions;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(embedded, row * BOTTLENECK, joined, row * length, BOTTLENECK);
      System.arraycopy(someActions, row * actions, joined, row * length + BOTTLENECK, actions);
    }
  }

  /** Where the ways back find the gradient by what {@link #of} returned. */
  float[] byValues() {
    return head.outputGradient();
  }

  /**
   * Computes {@link #gradient}, and the gradient by the features.
   *
   * @param byFeatures receives it, rows × length
   */
  void backward(float[] byFeatures) {
    gradient.clear();
    head.backward(byJoined, rows);
    columns(0, BOTTLENECK, byTrunk);
    trunk.backward(byTrunk, byFeatures, rows);
  }

  /**
   * Computes the gradient by the actions. What it adds to {@link #gradient} is nobody's: the next
   * {@link #backward} begins with zeros.
   *
   * @param byActions receives it, rows × length
   */
  void backwardToActions(float[] byActions) {
    head.backward(byJoined, rows);
    columns(BOTTLENECK, actions, byActions);
  }

  private void columns(int from, int count, float[] target) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(byJoined, row * (BOTTLENECK + actions) + from, target, row * count, count);
    }
  }

  /**
   * Q̄ ← Q̄ + τ (Q − Q̄).
   *
   * @param rate τ
   */
  void approachTarget(double rate) {
    targets.approach(weights, (float) rate);
  }

  /** Writes critic and target. */
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
