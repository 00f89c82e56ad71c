package dev.visor.nn.rssm;

import dev.visor.nn.Dense;
import dev.visor.nn.DenseSteps;
import dev.visor.nn.Elementary;
import dev.visor.nn.Floats;
import dev.visor.nn.GruCell;
import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.Arrays;

/**
 * The posterior along a batch of sequences, with its gradient through time. It computes what {@link
 * StateFilter} does, and keeps what going back needs.
 *
 * <pre>
 * h_t = GRU(elu(W [z_{t-1}, a_t]), h_{t-1})      q_t = posterior(h_t, e_t)      z_t drawn from q_t with ε_t
 * </pre>
 *
 * <p>What does not depend on the state before, the embedding's part of the posterior's hidden
 * layer, is computed for all times at once. Rows are ordered by time first.
 */
public final class PosteriorSequence {
  private final LatentShape shape;
  private final int batch;
  private final int length;

  private final Dense fromEmbedding;
  private final DenseSteps inSteps;
  private final GruCell.Steps gruSteps;
  private final DenseSteps hiddenSteps;
  private final DenseSteps outSteps;

  private final Parameters gradient;
  private final Dense inGradient;
  private final Dense deterGradient;
  private final Dense embeddingGradient;
  private final Dense outGradient;

  private final Floats seen;
  private final Floats seenErrors;
  private final Floats embeddedRows;
  private final float[] embedded;
  private final float[] embeddedErrors;
  private final float[] entered;
  private final float[] activations;
  private final Beliefs beliefs;
  private final float[] features;
  private float[] noise = {};

  // What one time step works on.
  private final float[] joined;
  private final float[] input;
  private final float[] deter;
  private final float[] toDeter;
  private final float[] stoch;
  private final float[] units;
  private final float[] outputs;

  /**
   * @param gradient to which the gradient by the parameters is added
   * @param batch number of sequences
   * @param length of a sequence
   */
  public PosteriorSequence(
      Workspace workspace,
      LatentShape shape,
      Parameters parameters,
      Parameters gradient,
      int batch,
      int length) {
    this.shape = shape;
    this.batch = batch;
    this.length = length;
    this.gradient = gradient;
    Dense hidden = Dense.of(parameters, "posterior/hidden");
    fromEmbedding = hidden.ofInputs(shape.deter(), shape.embedding());
    inSteps = new DenseSteps(workspace, Dense.of(parameters, "recurrence/in"), length, batch);
    gruSteps =
        new GruCell(workspace, parameters, "recurrence/gru", batch).steps(workspace, length, batch);
    hiddenSteps = new DenseSteps(workspace, hidden.ofInputs(0, shape.deter()), length, batch);
    outSteps = new DenseSteps(workspace, Dense.of(parameters, "posterior/out"), length, batch);
    inGradient = Dense.of(gradient, "recurrence/in");
    Dense hiddenGradient = Dense.of(gradient, "posterior/hidden");
    deterGradient = hiddenGradient.ofInputs(0, shape.deter());
    embeddingGradient = hiddenGradient.ofInputs(shape.deter(), shape.embedding());
    outGradient = Dense.of(gradient, "posterior/out");
    int rows = length * batch;
    seen = workspace.floats(rows * shape.embedding());
    seenErrors = workspace.floats(rows * shape.embedding());
    embeddedRows = workspace.floats(rows * shape.units());
    embedded = new float[rows * shape.units()];
    embeddedErrors = new float[rows * shape.units()];
    entered = new float[rows * shape.units()];
    activations = new float[rows * shape.units()];
    beliefs = Beliefs.of(shape.state(), rows);
    features = new float[rows * shape.features()];
    joined = new float[batch * (shape.stoch() + shape.actions())];
    input = new float[batch * shape.units()];
    deter = new float[batch * shape.deter()];
    toDeter = new float[batch * shape.deter()];
    stoch = new float[batch * shape.stoch()];
    units = new float[batch * shape.units()];
    outputs = new float[batch * shape.state().outputs()];
  }

  /** Sampled stochastic, then deterministic states, rows × length. */
  public float[] features() {
    return features;
  }

  /** The posteriors. */
  public Distributions distributions() {
    return beliefs.distributions();
  }

  /**
   * Computes the posteriors, from states of zeros on.
   *
   * @param embeddings of the pictures, rows × length
   * @param actions that led to the pictures, rows × length
   * @param newNoise as {@link StochasticState#draw} draws it, for all rows; left alone until {@link
   *     #backward}
   */
  public void forward(float[] embeddings, float[] actions, float[] newNoise) {
    int rows = length * batch;
    Rows.require("embeddings", embeddings, rows, shape.embedding());
    Rows.require("actions", actions, rows, shape.actions());
    Rows.require("noise", newNoise, rows, shape.state().draws());
    noise = newNoise;
    seen.write(0, embeddings, 0, seen.count());
    embeddedRows.clear();
    fromEmbedding.addProduct(seen, embeddedRows, length * batch);
    embeddedRows.read(embedded);
    Arrays.fill(deter, 0);
    Arrays.fill(stoch, 0);
    for (int t = 0; t < length; t++) {
      forward(t, actions);
    }
  }

  private void forward(int t, float[] actions) {
    int stochSize = shape.stoch();
    int actionSize = shape.actions();
    for (int b = 0; b < batch; b++) {
      int at = b * (stochSize + actionSize);
      System.arraycopy(stoch, b * stochSize, joined, at, stochSize);
      System.arraycopy(actions, (t * batch + b) * actionSize, joined, at + stochSize, actionSize);
    }
    int count = batch * shape.units();
    inSteps.forward(t, joined, input);
    Elementary.elu(input, count);
    System.arraycopy(input, 0, entered, t * count, count);
    gruSteps.forward(t, input, deter);

    hiddenSteps.forward(t, deter, units);
    addPart(embedded, t * count, units, count);
    Elementary.elu(units, count);
    System.arraycopy(units, 0, activations, t * count, count);
    outSteps.forward(t, units, outputs);
    for (int b = 0; b < batch; b++) {
      int row = t * batch + b;
      beliefs.read(row, outputs, b * shape.state().outputs());
      beliefs.sample(row, noise, stoch, b * stochSize);
      int target = row * shape.features();
      System.arraycopy(stoch, b * stochSize, features, target, stochSize);
      System.arraycopy(deter, b * shape.deter(), features, target + stochSize, shape.deter());
    }
  }

  /**
   * Goes back through time.
   *
   * @param byFeatures the gradient by {@link #features()}
   * @param byPosterior the gradient by {@link #distributions()}, beside what comes through the
   *     samples
   * @param toEmbeddings receives the gradient by the embeddings, rows × length
   */
  public void backward(float[] byFeatures, Distributions byPosterior, float[] toEmbeddings) {
    Rows.require("gradient by features", byFeatures, length * batch, shape.features());
    Rows.require("gradient by embeddings", toEmbeddings, length * batch, shape.embedding());
    Arrays.fill(deter, 0);
    Arrays.fill(stoch, 0);
    for (int t = length - 1; t >= 0; t--) {
      backward(t, byFeatures, byPosterior);
    }
    inSteps.finish(inGradient);
    gruSteps.finish(gradient);
    outSteps.finish(outGradient);
    hiddenSteps.finish(deterGradient);
    embeddedRows.write(embeddedErrors);
    fromEmbedding.addKernelGradient(seen, embeddedRows, embeddingGradient, length * batch);
    fromEmbedding.backwardToInput(embeddedRows, seenErrors, length * batch);
    seenErrors.read(0, toEmbeddings, 0, seenErrors.count());
  }

  /** Here {@code deter} and {@code stoch} hold the gradients by the states after the step. */
  private void backward(int t, float[] byFeatures, Distributions byPosterior) {
    int stochSize = shape.stoch();
    for (int b = 0; b < batch; b++) {
      int row = t * batch + b;
      int from = row * shape.features();
      for (int i = 0; i < stochSize; i++) {
        stoch[b * stochSize + i] += byFeatures[from + i];
      }
      int to = b * shape.state().outputs();
      beliefs.errors(row, byPosterior, stoch, b * stochSize, noise, outputs, to);
      for (int i = 0; i < shape.deter(); i++) {
        deter[b * shape.deter() + i] += byFeatures[from + stochSize + i];
      }
    }
    int count = batch * shape.units();
    outSteps.backward(t, outputs, units);
    System.arraycopy(activations, t * count, input, 0, count);
    Elementary.timesEluSlope(units, input, count);
    System.arraycopy(units, 0, embeddedErrors, t * count, count);
    hiddenSteps.backward(t, units, toDeter);
    addPart(toDeter, 0, deter, deter.length);

    gruSteps.backward(t, deter, units);
    System.arraycopy(entered, t * count, input, 0, count);
    Elementary.timesEluSlope(units, input, count);
    inSteps.backward(t, units, joined);
    for (int b = 0; b < batch; b++) {
      System.arraycopy(joined, b * (stochSize + shape.actions()), stoch, b * stochSize, stochSize);
    }
  }

  private static void addPart(float[] source, int from, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] += source[from + i];
    }
  }
}
