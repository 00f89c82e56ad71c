package dev.visor.nn.rssm;

import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.GruCell;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.List;

/**
 * The deterministic part of a step, shared by posterior and priors, run forward: h′ = GRU(elu(W [z,
 * a] + b), h).
 */
public final class Recurrence {
  private final Mlp.Pass in;
  private final GruCell gru;
  private final int most;
  private final int stoch;
  private final int actions;
  private final float[] joined;

  /**
   * @param rows the most there are in a batch
   */
  public Recurrence(Workspace workspace, LatentShape shape, Parameters parameters, int rows) {
    most = rows;
    stoch = shape.stoch();
    actions = shape.actions();
    List<Dense> layers = List.of(Dense.of(parameters, "recurrence/in"));
    in = new Mlp(layers, Activation.ELU, Activation.ELU).pass(workspace, rows);
    gru = new GruCell(workspace, parameters, "recurrence/gru", rows);
    joined = new float[rows * (stoch + actions)];
  }

  /**
   * Replaces the deterministic parts of the first rows.
   *
   * @param taken the actions that lead away from these states, rows × length
   */
  public void step(LatentStates states, float[] taken, int rows) {
    Rows.requireRoom(rows, most);
    Rows.require("actions", taken, rows, actions);
    int inputs = stoch + actions;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(states.stoch(), row * stoch, joined, row * inputs, stoch);
      System.arraycopy(taken, row * actions, joined, row * inputs + stoch, actions);
    }
    gru.forward(in.forward(joined, rows), states.deter(), rows);
  }
}
