package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Elementary;
import dev.visor.plugin.lompo.net.GruCell;
import dev.visor.plugin.lompo.net.Tensors;

/** The deterministic part of a step, shared by posterior and priors: h′ = GRU(elu(W [z, a]), h). */
final class Recurrence {
  private final Dense in;
  private final GruCell gru;
  private final int stoch;
  private final int actions;
  private float[] joined = {};
  private float[] hidden = {};

  Recurrence(ModelShape shape, Tensors parameters) {
    in = Dense.of(parameters, "recurrence/in");
    gru = new GruCell(parameters, "recurrence/gru");
    stoch = shape.stoch();
    actions = shape.actions();
  }

  /**
   * Replaces the deterministic parts of the first rows.
   *
   * @param taken the actions that lead away from these states, rows × length
   */
  void step(LatentStates states, float[] taken, int rows) {
    int inputs = stoch + actions;
    if (joined.length < rows * inputs) {
      joined = new float[rows * inputs];
      hidden = new float[rows * in.outputs()];
    }
    for (int row = 0; row < rows; row++) {
      System.arraycopy(states.stoch(), row * stoch, joined, row * inputs, stoch);
      System.arraycopy(taken, row * actions, joined, row * inputs + stoch, actions);
    }
    in.forward(joined, hidden, rows);
    Elementary.elu(hidden, rows * in.outputs());
    gru.forward(hidden, states.deter(), rows);
  }
}
