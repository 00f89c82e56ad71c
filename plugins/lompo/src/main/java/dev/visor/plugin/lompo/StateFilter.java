package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Tensors;

/**
 * The posterior: where the model believes it is, given the picture. This is all of the world model
 * that acting needs. Forward only, over arrays that live elsewhere.
 */
final class StateFilter {
  private final ModelShape shape;
  private final Encoder encoder;
  private final Recurrence recurrence;
  private final GaussianHead posterior;
  private float[] joined = {};

  StateFilter(ModelShape shape, Tensors parameters) {
    this.shape = shape;
    encoder = new Encoder(shape, parameters);
    recurrence = new Recurrence(shape, parameters);
    posterior =
        new GaussianHead(
            Dense.of(parameters, "posterior/hidden"), Dense.of(parameters, "posterior/out"));
  }

  ModelShape shape() {
    return shape;
  }

  /** What turns pictures into embeddings. */
  Encoder encoder() {
    return encoder;
  }

  /** What posterior and priors have in common. */
  Recurrence recurrence() {
    return recurrence;
  }

  /** Mean and deviation of the posterior, as the last {@link #step} left them. */
  GaussianHead posterior() {
    return posterior;
  }

  /**
   * Goes one step on to a new picture and samples its posterior.
   *
   * @param states replaced by the states at the new picture
   * @param taken the actions that led to it, rows × length; zeros at the first picture
   * @param embeddings of the new picture, rows × length
   * @param noise standard Gaussian draws, rows × length of a stochastic state
   */
  void step(LatentStates states, float[] taken, float[] embeddings, float[] noise, int rows) {
    recurrence.step(states, taken, rows);
    int deter = shape.deter();
    int embedding = shape.embedding();
    if (joined.length < rows * (deter + embedding)) {
      joined = new float[rows * (deter + embedding)];
    }
    for (int row = 0; row < rows; row++) {
      int target = row * (deter + embedding);
      System.arraycopy(states.deter(), row * deter, joined, target, deter);
      System.arraycopy(embeddings, row * embedding, joined, target + deter, embedding);
    }
    posterior.forward(joined, rows);
    posterior.sample(noise, states.stoch(), rows);
  }
}
