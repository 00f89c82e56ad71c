package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Elementary;
import dev.visor.plugin.lompo.net.GruCell;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.Arrays;

/**
 * The posterior along a batch of sequences, with its gradient through time. It computes what {@link
 * StateFilter} does, and keeps what going back needs.
 *
 * <pre>
 * h_t = GRU(elu(W [z_{t-1}, a_t]), h_{t-1})      μ_t, σ_t = posterior(h_t, e_t)      z_t = μ_t + σ_t ε_t
 * </pre>
 *
 * <p>What does not depend on the state before, the embedding's part of the posterior's hidden
 * layer, is computed for all times at once. Rows are ordered by time first.
 */
final class PosteriorSequence {
  private final ModelShape shape;
  private final int batch;
  private final int length;

  private final Dense hidden;
  private final Dense fromDeter;
  private final Dense fromEmbedding;
  private final Dense out;
  private final GruCell gru;

  private final Dense.Steps inSteps;
  private final GruCell.Steps gruSteps;
  private final Dense.Steps hiddenSteps;
  private final Dense.Steps outSteps;

  private final float[] embedded;
  private final float[] embeddedErrors;
  private final float[] entered;
  private final float[] activations;
  private final float[] raw;
  private final float[] mean;
  private final float[] std;
  private final float[] features;
  private float[] embeddings = {};
  private float[] noise = {};

  // What one time step works on.
  private final float[] joined;
  private final float[] input;
  private final float[] deter;
  private final float[] stoch;
  private final float[] units;
  private final float[] meanAndRaw;

  PosteriorSequence(ModelShape shape, Tensors weights, int batch, int length) {
    this.shape = shape;
    this.batch = batch;
    this.length = length;
    Dense in = Dense.of(weights, "recurrence/in");
    hidden = Dense.of(weights, "posterior/hidden");
    fromDeter = Dense.zeros(shape.deter(), shape.units());
    fromEmbedding = new Dense(new float[shape.embedding() * shape.units()], hidden.bias());
    out = Dense.of(weights, "posterior/out");
    gru = new GruCell(weights, "recurrence/gru");
    inSteps = in.steps(length, batch);
    gruSteps = gru.steps(length, batch);
    hiddenSteps = fromDeter.steps(length, batch);
    outSteps = out.steps(length, batch);
    int rows = length * batch;
    embedded = new float[rows * shape.units()];
    embeddedErrors = new float[rows * shape.units()];
    entered = new float[rows * shape.units()];
    activations = new float[rows * shape.units()];
    raw = new float[rows * shape.stoch()];
    mean = new float[rows * shape.stoch()];
    std = new float[rows * shape.stoch()];
    features = new float[rows * shape.features()];
    joined = new float[batch * (shape.stoch() + shape.actions())];
    input = new float[batch * shape.units()];
    deter = new float[batch * shape.deter()];
    stoch = new float[batch * shape.stoch()];
    units = new float[batch * shape.units()];
    meanAndRaw = new float[batch * 2 * shape.stoch()];
  }

  /** Sampled stochastic, then deterministic states, rows × length. */
  float[] features() {
    return features;
  }

  /** Means of the posteriors, rows × length. */
  float[] mean() {
    return mean;
  }

  /** Standard deviations of the posteriors, rows × length. */
  float[] std() {
    return std;
  }

  /**
   * Computes the posteriors, from states of zeros on.
   *
   * @param newEmbeddings of the pictures, rows × length; left alone until {@link #backward}
   * @param actions that led to the pictures, rows × length
   * @param newNoise standard Gaussian draws, rows × length; left alone until {@link #backward}
   */
  void forward(float[] newEmbeddings, float[] actions, float[] newNoise) {
    embeddings = newEmbeddings;
    noise = newNoise;
    System.arraycopy(hidden.kernel(), 0, fromDeter.kernel(), 0, fromDeter.kernel().length);
    System.arraycopy(
        hidden.kernel(),
        fromDeter.kernel().length,
        fromEmbedding.kernel(),
        0,
        fromEmbedding.kernel().length);
    fromEmbedding.forward(embeddings, embedded, length * batch);
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
    outSteps.forward(t, units, meanAndRaw);
    for (int b = 0; b < batch; b++) {
      int row = t * batch + b;
      for (int i = 0; i < stochSize; i++) {
        int at = row * stochSize + i;
        mean[at] = meanAndRaw[b * 2 * stochSize + i];
        raw[at] = meanAndRaw[b * 2 * stochSize + stochSize + i];
        std[at] = Elementary.softplus(raw[at]) + ModelShape.LEAST_STD;
        stoch[b * stochSize + i] = mean[at] + std[at] * noise[at];
      }
      int target = row * shape.features();
      System.arraycopy(stoch, b * stochSize, features, target, stochSize);
      System.arraycopy(deter, b * shape.deter(), features, target + stochSize, shape.deter());
    }
  }

  /**
   * Goes back through time.
   *
   * @param featureGradient by {@link #features()}
   * @param meanGradient by {@link #mean()}, beside what comes through the samples
   * @param stdGradient by {@link #std()}, likewise
   * @param embeddingGradient receives the gradient by the embeddings
   * @param gradient receives the one by the parameters
   */
  void backward(
      float[] featureGradient,
      float[] meanGradient,
      float[] stdGradient,
      float[] embeddingGradient,
      Tensors gradient) {
    Arrays.fill(deter, 0);
    Arrays.fill(stoch, 0);
    float[] toDeter = new float[deter.length];
    for (int t = length - 1; t >= 0; t--) {
      backward(t, featureGradient, meanGradient, stdGradient, toDeter);
    }
    inSteps.finish(Dense.of(gradient, "recurrence/in"));
    gruSteps.finish(gradient);
    outSteps.finish(Dense.of(gradient, "posterior/out"));

    Dense deterGradient = Dense.zeros(shape.deter(), shape.units());
    hiddenSteps.finish(deterGradient);
    float[] bias = gradient.get("posterior/hidden/bias");
    Dense embeddingPart = new Dense(new float[fromEmbedding.kernel().length], bias);
    fromEmbedding.backward(embeddings, embeddedErrors, embeddingPart, length * batch);
    float[] kernel = gradient.get("posterior/hidden/kernel");
    int split = deterGradient.kernel().length;
    System.arraycopy(deterGradient.kernel(), 0, kernel, 0, split);
    System.arraycopy(embeddingPart.kernel(), 0, kernel, split, embeddingPart.kernel().length);
    fromEmbedding.backwardToInput(embeddedErrors, embeddingGradient, length * batch);
  }

  /** Here {@code deter} and {@code stoch} hold the gradients by the states after the step. */
  private void backward(
      int t, float[] featureGradient, float[] meanGradient, float[] stdGradient, float[] toDeter) {
    int stochSize = shape.stoch();
    for (int b = 0; b < batch; b++) {
      int row = t * batch + b;
      int from = row * shape.features();
      for (int i = 0; i < stochSize; i++) {
        int at = row * stochSize + i;
        float toSample = stoch[b * stochSize + i] + featureGradient[from + i];
        float toStd = stdGradient[at] + toSample * noise[at];
        meanAndRaw[b * 2 * stochSize + i] = meanGradient[at] + toSample;
        meanAndRaw[b * 2 * stochSize + stochSize + i] = toStd * Elementary.sigmoid(raw[at]);
      }
      for (int i = 0; i < shape.deter(); i++) {
        deter[b * shape.deter() + i] += featureGradient[from + stochSize + i];
      }
    }
    int count = batch * shape.units();
    outSteps.backward(t, meanAndRaw, units);
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
