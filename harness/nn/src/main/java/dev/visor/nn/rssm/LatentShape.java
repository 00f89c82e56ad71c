package dev.visor.nn.rssm;

import dev.visor.nn.Dense;
import dev.visor.nn.Deviation;
import dev.visor.nn.GruCell;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The sizes of a recurrent state-space model, and its arrays among the parameters of a world model:
 *
 * <table>
 * <caption>Arrays</caption>
 * <tr><td>{@code recurrence/in}</td><td>(stoch + actions) × units</td></tr>
 * <tr><td>{@code recurrence/gru}</td><td>a {@link GruCell} from units to deter</td></tr>
 * <tr><td>{@code posterior/hidden}</td><td>(deter + embedding) × units</td></tr>
 * <tr><td>{@code posterior/out}</td><td>units × what a {@link StochasticState} asks for</td></tr>
 * <tr><td>{@code prior/hidden}</td><td>ensemble × deter × units</td></tr>
 * <tr><td>{@code prior/out}</td><td>ensemble × units × likewise</td></tr>
 * </table>
 *
 * @param actions length of an action
 * @param embedding length of an embedded picture
 * @param state what the stochastic part of a state is, of the length stoch
 * @param deter length of a deterministic state
 * @param units width of hidden layers
 * @param ensemble number of prior heads
 */
public record LatentShape(
    int actions, int embedding, StochasticState state, int deter, int units, int ensemble) {
  public LatentShape {
    for (int length : new int[] {actions, embedding, state.size(), deter, units, ensemble}) {
      if (length < 1) {
        throw new IllegalArgumentException(
            "a state-space model with lengths %d, %d, %d, %d, %d and %d heads; all are at least 1"
                .formatted(actions, embedding, state.size(), deter, units, ensemble));
      }
    }
  }

  /**
   * Sizes with a Gaussian state.
   *
   * @param stoch its length
   * @param deviation how networks give the deviations of posterior and priors
   */
  public LatentShape(
      int actions,
      int embedding,
      int stoch,
      int deter,
      int units,
      int ensemble,
      Deviation deviation) {
    this(actions, embedding, new GaussianState(stoch, deviation), deter, units, ensemble);
  }

  /** Length of a stochastic state. */
  public int stoch() {
    return state.size();
  }

  /** Length of what actor, critics and heads see: stochastic, then deterministic state. */
  public int features() {
    return stoch() + deter;
  }

  /** Adds the arrays to a layout. */
  public void declare(Layout.Builder layout) {
    Dense.declare(layout, "recurrence/in", stoch() + actions, units);
    GruCell.declare(layout, "recurrence/gru", units, deter);
    Dense.declare(layout, "posterior/hidden", deter + embedding, units);
    Dense.declare(layout, "posterior/out", units, state.outputs());
    heads(layout, "prior/hidden", deter, units);
    heads(layout, "prior/out", units, state.outputs());
  }

  /** Each head has a slice along the first length. */
  private void heads(Layout.Builder layout, String name, int inputs, int outputs) {
    layout.add(name + "/kernel", ensemble, inputs, outputs);
    layout.add(name + "/bias", ensemble, outputs);
  }

  /** Draws the weights of a new model as Keras does by default; biases are left as they are. */
  public void initialise(Parameters parameters, RandomGenerator random) {
    Initialiser.glorot(parameters, "recurrence/in", random);
    Initialiser.glorot(parameters, "recurrence/gru/input", units, 3 * deter, random);
    Initialiser.orthogonal(parameters, "recurrence/gru/recurrent", random);
    for (String name : List.of("posterior/hidden", "posterior/out", "prior/hidden", "prior/out")) {
      Initialiser.glorot(parameters, name, random);
    }
  }
}
