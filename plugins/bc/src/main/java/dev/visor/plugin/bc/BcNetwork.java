package dev.visor.plugin.bc;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.nn.Adam;
import dev.visor.nn.Elementary;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * From a stack of pictures to an action: {@link Encoder}, two layers of units, and one tanh for
 * each value of the action.
 *
 * <pre>
 * L = mean over rows and values of (tanh(f(pictures)) − data's action)²
 * </pre>
 */
final class BcNetwork implements AutoCloseable {
  /** Rows of a batch that go forward and back at once; fewer were measured to be slower. */
  private static final int AT_ONCE = 256;

  /** Greatest norm of a gradient: none. */
  private static final double NO_LIMIT = Double.MAX_VALUE;

  private final BcParameters parameters;
  private final FrameStack stack;
  private final int actionSize;
  private final Architecture architecture;
  private final Workspace workspace = new Workspace();
  private final Parameters weights;

  /** What training needs beside acting; made at its first step. */
  private Optional<Training> training = Optional.empty();

  /** What acting needs; made at the first action. */
  private Optional<Perception> acting = Optional.empty();

  private record Training(Perception perception, Parameters gradient, Adam adam) {}

  /**
   * A network of zeros for a task.
   *
   * @throws IllegalArgumentException if its pictures are not square or too small
   */
  BcNetwork(BcParameters parameters, EnvironmentSpec spec) {
    this(parameters, edge(spec.observation()), spec.actionSize());
  }

  /**
   * A network of zeros.
   *
   * @param edge height and width of a picture
   */
  BcNetwork(BcParameters parameters, int edge, int actionSize) {
    this.parameters = parameters;
    this.actionSize = actionSize;
    stack = new FrameStack(new ObservationSpec(edge, edge, 0), parameters.frames());
    architecture = Architecture.of(parameters, edge, stack.channels(), actionSize);
    weights = architecture.layout().allocate(workspace);
  }

  private static int edge(ObservationSpec observation) {
    if (observation.height() != observation.width()) {
      throw new IllegalArgumentException(
          "bc sees square pictures, not %d × %d; choose observation 32px, 64px or 128px"
              .formatted(observation.height(), observation.width()));
    }
    return observation.height();
  }

  /** The shape of its input. */
  FrameStack stack() {
    return stack;
  }

  /** Its weights, shared. */
  Parameters weights() {
    return weights;
  }

  /** The gradient of the last {@link #fit}. */
  Parameters gradient() {
    return training().gradient();
  }

  /** Draws all weights; biases start at 0. */
  void initialise(RandomStream random) {
    architecture.initialise(weights, random);
  }

  private Training training() {
    if (training.isEmpty()) {
      Parameters gradient = weights.zeros();
      int rows = Math.min(AT_ONCE, parameters.batch());
      training =
          Optional.of(
              new Training(
                  Perception.trained(workspace, architecture, weights, gradient, rows),
                  gradient,
                  new Adam(weights, parameters.learningRate(), NO_LIMIT)));
    }
    return training.get();
  }

  /**
   * One step of Adam.
   *
   * @param pictures stacks, one for each of the batch's rows
   * @param actions what the data did, rows × length
   * @return the loss before the step
   */
  double fit(float[] pictures, float[] actions) {
    Training step = training();
    step.gradient().clear();
    Perception perception = step.perception();
    perception.refresh();
    int rows = actions.length / actionSize;
    double loss = 0;
    for (int first = 0; first < rows; first += perception.rows()) {
      int count = Math.min(perception.rows(), rows - first);
      loss += backward(perception, pictures, actions, first, count);
    }
    step.adam().update(step.gradient());
    return loss;
  }

  /** Adds the gradient of some rows; returns their part of the loss. */
  private double backward(
      Perception perception, float[] pictures, float[] actions, int first, int count) {
    float[] raw = perception.forward(pictures, first, count);
    float[] errors = perception.outputGradient();
    Arrays.fill(errors, 0);
    double loss = 0;
    for (int i = 0; i < count * actionSize; i++) {
      float action = Elementary.tanh(raw[i]);
      float difference = action - actions[first * actionSize + i];
      loss += (double) difference * difference / actions.length;
      errors[i] = 2 * difference * (1 - action * action) / actions.length;
    }
    perception.backward();
    return loss;
  }

  /** The action at a stack. */
  float[] act(float[] pictures) {
    if (acting.isEmpty()) {
      Perception perception = Perception.forward(workspace, architecture, weights, 1);
      perception.refresh();
      acting = Optional.of(perception);
    }
    float[] raw = acting.get().forward(pictures, 0, 1);
    float[] action = new float[actionSize];
    for (int i = 0; i < actionSize; i++) {
      action[i] = Elementary.tanh(raw[i]);
    }
    return action;
  }

  /** Writes the weights. */
  void writeWeights(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    weights.write(data);
    data.flush();
  }

  /** Reads weights that a network of the same parameters wrote. */
  void readWeights(InputStream in) throws IOException {
    weights.read(new DataInputStream(in));
    acting = Optional.empty();
  }

  /** Writes weights and Adam's state. */
  void writeTraining(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    weights.write(data);
    training().adam().save(data);
    data.flush();
  }

  /** Reads what {@link #writeTraining} wrote. */
  void readTraining(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    weights.read(data);
    training().adam().restore(data);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
