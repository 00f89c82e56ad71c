package dev.visor.plugin.bc;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.api.RandomStream;
import dev.visor.nn.Elementary;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * From a stack of pictures to an action: {@link Encoder}, two layers of units, and one tanh for
 * each value of the action.
 */
final class BcNetwork implements AutoCloseable {
  private final BcParameters parameters;
  private final PictureAveraging averaging;
  private final FrameStack stack;
  private final int actionSize;
  private final Architecture architecture;
  private final int threads;
  private final Workspace workspace = new Workspace();
  private final Parameters weights;

  /** What training needs beside acting; made at its first step. */
  private Optional<BcTraining> training = Optional.empty();

  /** What acting needs; made at the first action. */
  private Optional<Perception> acting = Optional.empty();

  /**
   * A network of zeros for a task.
   *
   * @param threads that train it
   * @throws IllegalArgumentException if its pictures are not square or too small
   */
  BcNetwork(BcParameters parameters, EnvironmentSpec spec, int threads) {
    this(parameters, edge(spec.observation()), spec.actionSize(), threads);
  }

  /**
   * A network of zeros.
   *
   * @param edge height and width of a picture
   * @param threads that train it
   */
  BcNetwork(BcParameters parameters, int edge, int actionSize, int threads) {
    this.parameters = parameters;
    this.threads = Math.min(threads, parameters.batch());
    this.actionSize = actionSize;
    ObservationSpec shown = new ObservationSpec(edge, edge, 0);
    averaging = PictureAveraging.of(shown, parameters.averageTo());
    stack = new FrameStack(averaging.seen(shown), parameters.frames());
    architecture = Architecture.of(parameters, averaging.edge(), stack.channels(), actionSize);
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

  /** What pictures go through before they are stacked. */
  PictureAveraging averaging() {
    return averaging;
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

  private BcTraining training() {
    if (training.isEmpty()) {
      training = Optional.of(new BcTraining(workspace, parameters, architecture, weights, threads));
    }
    return training.get();
  }

  /**
   * One step of Adam.
   *
   * @param pictures stacks of unsigned bytes, one for each of the batch's rows
   * @param actions what the data did, rows × length
   * @return the loss before the step
   */
  double fit(byte[] pictures, float[] actions) {
    return training().fit(pictures, actions);
  }

  /** The action at a stack. */
  float[] act(byte[] pictures) {
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

  /** Writes the weights that are to act: those that are trained, or their average. */
  void writeWeights(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    training.map(BcTraining::acting).orElse(weights).write(data);
    data.flush();
  }

  /** Reads weights that a network of the same parameters wrote. */
  void readWeights(InputStream in) throws IOException {
    weights.read(new DataInputStream(in));
    acting = Optional.empty();
  }

  /** Writes weights and what training knows beside them. */
  void writeTraining(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    weights.write(data);
    training().save(data);
    data.flush();
  }

  /** Reads what {@link #writeTraining} wrote. */
  void readTraining(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    weights.read(data);
    training().restore(data);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
