package dev.visor.nn.rssm;

import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.List;

/**
 * A network that puts out distributions of stochastic states: the posterior, or one prior of the
 * ensemble. It keeps those of the last batch.
 */
public final class StateHead {
  private final Mlp network;
  private final Mlp.Pass pass;
  private final StochasticState state;
  private final int most;
  private final Beliefs beliefs;

  /**
   * @param network with as many outputs as the state asks for
   * @param rows the most there are in a batch
   * @throws IllegalArgumentException if the network has another number of outputs
   */
  public StateHead(Workspace workspace, Mlp network, StochasticState state, int rows) {
    if (network.outputs() != state.outputs()) {
      throw new IllegalArgumentException(
          network.outputs() + " outputs, where a state needs " + state.outputs());
    }
    this.network = network;
    this.state = state;
    most = rows;
    pass = network.pass(workspace, rows);
    beliefs = Beliefs.of(state, rows);
  }

  /** The posterior's network. */
  public static Mlp posterior(Parameters parameters) {
    return new Mlp(
        List.of(Dense.of(parameters, "posterior/hidden"), Dense.of(parameters, "posterior/out")),
        Activation.ELU);
  }

  /**
   * The network of one prior of the ensemble.
   *
   * @param member which, from 0
   * @param members how many there are
   */
  public static Mlp prior(Parameters parameters, int member, int members) {
    return new Mlp(
        List.of(
            Dense.member(parameters, "prior/hidden", member, members),
            Dense.member(parameters, "prior/out", member, members)),
        Activation.ELU);
  }

  /** Those of the last batch, in arrays that the next call overwrites. */
  public Distributions distributions() {
    return beliefs.distributions();
  }

  /**
   * Computes distributions.
   *
   * @param x rows × the network's inputs
   */
  public void forward(float[] x, int rows) {
    Rows.requireRoom(rows, most);
    Rows.require("a head's inputs", x, rows, network.inputs());
    float[] outputs = pass.forward(x, rows);
    for (int row = 0; row < rows; row++) {
      beliefs.read(row, outputs, row * state.outputs());
    }
  }

  /**
   * Goes back through the last {@link #forward}.
   *
   * @param by the gradient by what it computed
   * @param gradient to which the one by the network is added
   * @param below receives the one by x
   */
  public void backward(Distributions by, Mlp gradient, float[] below, int rows) {
    toOutputs(by, rows);
    pass.backward(gradient, below, rows);
  }

  /**
   * Goes back through the last {@link #forward} to the inputs alone.
   *
   * @param by the gradient by what it computed
   * @param below receives the one by x
   */
  public void backwardToInput(Distributions by, float[] below, int rows) {
    toOutputs(by, rows);
    pass.backwardToInput(below, rows);
  }

  private void toOutputs(Distributions by, int rows) {
    for (int row = 0; row < rows; row++) {
      beliefs.distributionErrors(row, by, pass.outputGradient(), row * state.outputs());
    }
  }
}
