package dev.visor.plugin.drq;

import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.Adam;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.Trunk;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * An actor on the features of pictures: a {@link Trunk} of its own, a perceptron with ReLU, tanh at
 * the end.
 */
final class PixelActor {
  /** Bounds of ln σ, as DrQ has them. */
  private static final Deviation DEVIATION = new Deviation.SquashedLog(-10, 2);

  private static final String TRUNK = "trunk";
  private static final String NAME = "actor";

  private final Form form;
  private final int rows;
  private final Parameters weights;
  private final Parameters gradient;
  private final Mlp gradientNetwork;
  private final Trunk trunk;
  private final Actor.Pass pass;
  private final float[] errors;

  /**
   * What it is made of.
   *
   * @param features of a picture
   * @param actions length of an action
   * @param layers hidden layers
   * @param units width of a hidden layer
   * @param random whether actions are drawn from a Gaussian through tanh, of which the network
   *     gives mean and deviation, or are tanh of what it gives
   */
  record Form(int features, int actions, int layers, int units, boolean random) {
    /** What a trunk puts out, in DrQ. */
    static final int BOTTLENECK = 50;

    /** Names and lengths of its arrays. */
    Layout layout() {
      int[] sizes = new int[layers + 2];
      Arrays.fill(sizes, units);
      sizes[0] = BOTTLENECK;
      sizes[layers + 1] = random ? 2 * actions : actions;
      Layout.Builder layout = Layout.builder();
      Trunk.declare(layout, TRUNK, features, BOTTLENECK);
      Mlp.declare(layout, NAME, sizes);
      return layout.build();
    }

    private Mlp network(Parameters parameters) {
      return new Mlp(parameters, NAME, layers + 1, Activation.RELU);
    }

    private Actor actor(Parameters parameters) {
      Mlp network = network(parameters);
      return random ? new TanhGaussianActor(network, DEVIATION) : new DeterministicActor(network);
    }
  }

  /**
   * The actor of some weights.
   *
   * @param weights of the form's layout
   * @param rows of every batch
   */
  PixelActor(Workspace workspace, Form form, Parameters weights, int rows) {
    this.form = form;
    this.rows = rows;
    this.weights = weights;
    gradient = weights.zeros();
    gradientNetwork = form.network(gradient);
    trunk = new Trunk(workspace, weights, gradient, TRUNK, rows);
    pass = form.actor(weights).pass(workspace, rows);
    errors = new float[rows * Form.BOTTLENECK];
  }

  /** A new actor. */
  static PixelActor of(Workspace workspace, Form form, int rows, RandomGenerator random) {
    Parameters weights = form.layout().allocate(workspace);
    Trunk.initialise(weights, TRUNK, random);
    Mlp.initialiseOrthogonal(weights, NAME, form.layers() + 1, random);
    return new PixelActor(workspace, form, weights, rows);
  }

  /** An actor of the same form and rows, whose weights are a copy. */
  PixelActor copy(Workspace workspace) {
    Parameters copied = weights.zeros();
    copied.set(weights);
    return new PixelActor(workspace, form, copied, rows);
  }

  /** What it is made of. */
  Form form() {
    return form;
  }

  /** Its arrays, shared. */
  Parameters weights() {
    return weights;
  }

  /** The gradient of the last {@link #backward}, shared. */
  Parameters gradient() {
    return gradient;
  }

  /** An optimiser of its weights. */
  Adam adam(double learningRate) {
    return new Adam(weights, learningRate, Double.POSITIVE_INFINITY);
  }

  /**
   * The actions without noise.
   *
   * @return rows × length, in an array that the next call overwrites
   */
  float[] mode(float[] features) {
    return pass.mode(trunk.forward(features, rows), rows);
  }

  /**
   * Draws actions, if they are drawn.
   *
   * @param noise standard Gaussian, rows × length
   * @return rows × length, in an array that the next call overwrites
   */
  float[] act(float[] features, float[] noise) {
    return pass.act(trunk.forward(features, rows), noise, rows);
  }

  /** ln π of the last {@link #act}, in nats, one for each row. */
  float[] logDensities() {
    return pass.logDensities();
  }

  /**
   * Computes {@link #gradient} by the last actions.
   *
   * @param byActions the gradient by the actions, rows × length
   * @param byLogDensities the gradient by their densities, one for each row
   */
  void backward(float[] byActions, float[] byLogDensities) {
    backwardToTrunk(byActions, byLogDensities);
    trunk.backward(errors, rows);
  }

  /**
   * As the other, and computes the gradient by the features, for the encoder.
   *
   * @param byFeatures receives it, rows × length
   */
  void backward(float[] byActions, float[] byLogDensities, float[] byFeatures) {
    backwardToTrunk(byActions, byLogDensities);
    trunk.backward(errors, byFeatures, rows);
  }

  private void backwardToTrunk(float[] byActions, float[] byLogDensities) {
    gradient.clear();
    pass.backward(byActions, byLogDensities, gradientNetwork, rows);
    pass.toInput(rows).read(errors);
  }

  /** Writes the weights. */
  void save(DataOutputStream out) throws IOException {
    weights.write(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    weights.read(in);
  }
}
