package dev.visor.nn.rssm;

import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;

/**
 * The posterior, run forward: where the model believes it is, given what was embedded of each
 * picture. Beside an encoder this is all of the world model that acting needs.
 */
public final class StateFilter {
  private final LatentShape shape;
  private final Recurrence recurrence;
  private final StateHead posterior;
  private final float[] joined;

  /**
   * @param rows the most there are in a batch
   */
  public StateFilter(Workspace workspace, LatentShape shape, Parameters parameters, int rows) {
    this.shape = shape;
    recurrence = new Recurrence(workspace, shape, parameters, rows);
    posterior = new StateHead(workspace, StateHead.posterior(parameters), shape.state(), rows);
    joined = new float[rows * (shape.deter() + shape.embedding())];
  }

  /** What posterior and priors have in common. */
  public Recurrence recurrence() {
    return recurrence;
  }

  /** The posteriors, as the last {@link #step} left them. */
  public Distributions posterior() {
    return posterior.distributions();
  }

  /**
   * Goes one step on to a new picture and samples its posterior.
   *
   * @param states replaced by the states at the new picture
   * @param taken the actions that led to it, rows × length; zeros at the first picture
   * @param embeddings of the new picture, rows × length
   * @param noise as {@link StochasticState#draw} draws it
   */
  public void step(
      LatentStates states, float[] taken, float[] embeddings, float[] noise, int rows) {
    int deter = shape.deter();
    int embedding = shape.embedding();
    Rows.require("embeddings", embeddings, rows, embedding);
    Rows.require("noise", noise, rows, shape.state().draws());
    recurrence.step(states, taken, rows);
    for (int row = 0; row < rows; row++) {
      int target = row * (deter + embedding);
      System.arraycopy(states.deter(), row * deter, joined, target, deter);
      System.arraycopy(embeddings, row * embedding, joined, target + deter, embedding);
    }
    posterior.forward(joined, rows);
    posterior.distributions().sample(noise, states.stoch(), rows);
  }
}
