package dev.visor.plugin.drq;

import dev.visor.nn.Activation;
import dev.visor.nn.Adam;
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
 * The value of a state, V(s), on the features of its pictures: a {@link Trunk} of its own and a
 * perceptron with ReLU. No gradient goes back to the features.
 */
final class StateValue {
  private static final int BOTTLENECK = PixelActor.Form.BOTTLENECK;
  private static final String TRUNK = "trunk";
  private static final String NAME = "value";

  private final int rows;
  private final Parameters weights;
  private final Parameters gradient;
  private final Mlp gradientNetwork;
  private final Trunk trunk;
  private final Mlp.Pass pass;
  private final float[] errors;

  /**
   * A new one.
   *
   * @param features of a picture
   * @param layers hidden layers
   * @param units width of a hidden layer
   * @param rows of every batch
   * @param random for first weights
   */
  StateValue(
      Workspace workspace, int features, int layers, int units, int rows, RandomGenerator random) {
    this.rows = rows;
    int[] sizes = new int[layers + 2];
    Arrays.fill(sizes, units);
    sizes[0] = BOTTLENECK;
    sizes[layers + 1] = 1;
    Layout.Builder layout = Layout.builder();
    Trunk.declare(layout, TRUNK, features, BOTTLENECK);
    Mlp.declare(layout, NAME, sizes);
    weights = layout.build().allocate(workspace);
    gradient = weights.zeros();
    Trunk.initialise(weights, TRUNK, random);
    Mlp.initialiseOrthogonal(weights, NAME, layers + 1, random);
    trunk = new Trunk(workspace, weights, gradient, TRUNK, rows);
    gradientNetwork = new Mlp(gradient, NAME, layers + 1, Activation.RELU);
    pass = new Mlp(weights, NAME, layers + 1, Activation.RELU).pass(workspace, rows);
    errors = new float[rows * BOTTLENECK];
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
   * Computes values.
   *
   * @return one for each row, in an array that the next call overwrites
   */
  float[] of(float[] features) {
    return pass.forward(trunk.forward(features, rows), rows);
  }

  /** Where {@link #backward} finds the gradient by the values. */
  float[] byValues() {
    return pass.outputGradient();
  }

  /** Computes {@link #gradient} by the last values. */
  void backward() {
    gradient.clear();
    pass.backward(gradientNetwork, errors, rows);
    trunk.backward(errors, rows);
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
