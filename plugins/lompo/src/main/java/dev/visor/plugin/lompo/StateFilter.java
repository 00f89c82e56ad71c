package dev.visor.plugin.lompo;

import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;

/**
 * The posterior: where the model believes it is, given the picture. This is all of the world model
 * that acting needs. Forward only, over arrays that live elsewhere.
 */
final class StateFilter {
  private final ModelShape shape;
  private final Encoder encoder;
  private final Recurrence recurrence;
  private final GaussianHead posterior;
  private final float[] joined;

  /**
   * @param parameters the encoder takes them as they are now
   * @param rows the most there are in a batch
   * @param pictures how many are encoded at once
   */
  StateFilter(
      Workspace workspace, ModelShape shape, Parameters parameters, int rows, int pictures) {
    this.shape = shape;
    encoder = Encoder.forward(workspace, shape, parameters, pictures);
    recurrence = new Recurrence(workspace, shape, parameters, rows);
    posterior = new GaussianHead(workspace, GaussianHead.posterior(parameters), rows);
    joined = new float[rows * (shape.deter() + shape.embedding())];
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
    for (int row = 0; row < rows; row++) {
      int target = row * (deter + embedding);
      System.arraycopy(states.deter(), row * deter, joined, target, deter);
      System.arraycopy(embeddings, row * embedding, joined, target + deter, embedding);
    }
    posterior.forward(joined, rows);
    posterior.sample(noise, states.stoch(), rows);
  }
}
