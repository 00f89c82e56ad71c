package dev.visor.nn;

/**
 * The deterministic actor (Silver et al. 2014; Lillicrap et al. 2016), a perceptron with tanh at
 * its end:
 *
 * <pre>
 * a = tanh u(s)          ∂u = (1 − a²) ⊙ ∂a
 * </pre>
 */
public final class DeterministicActor implements Actor {
  private final Mlp network;

  /**
   * @param network what comes before tanh, u
   */
  public DeterministicActor(Mlp network) {
    this.network = network;
  }

  @Override
  public Mlp network() {
    return network;
  }

  @Override
  public int actionSize() {
    return network.outputs();
  }

  @Override
  public Pass pass(Workspace workspace, int rows) {
    return new Pass(workspace, rows, Precision.FLOAT);
  }

  /**
   * Room for batches, see {@link Mlp#pass(Workspace, int, Precision)}.
   *
   * @param rows of a batch: up to so many; just so many in lesser precision
   */
  public Pass pass(Workspace workspace, int rows, Precision precision) {
    return new Pass(workspace, rows, precision);
  }

  /** One computation of actions, and the way back. */
  public final class Pass implements Actor.Pass {
    private final int most;
    private final Mlp.Pass pass;
    private final float[] actions;
    private final float[] logDensities;

    private Pass(Workspace workspace, int rows, Precision precision) {
      most = rows;
      pass = network.pass(workspace, rows, precision);
      actions = new float[rows * actionSize()];
      logDensities = new float[rows];
    }

    @Override
    public float[] mode(float[] states, int rows) {
      Rows.requireRoom(rows, most);
      Rows.require("states", states, rows, stateSize());
      float[] raw = pass.forward(states, rows);
      for (int i = 0; i < rows * actionSize(); i++) {
        actions[i] = Elementary.tanh(raw[i]);
      }
      return actions;
    }

    @Override
    public float[] act(float[] states, float[] noise, int rows) {
      return mode(states, rows);
    }

    @Override
    public float[] actions() {
      return actions;
    }

    /** What the actions of the last call were before tanh, u, rows × action length. */
    public float[] preTanh() {
      return pass.output();
    }

    @Override
    public float[] logDensities() {
      return logDensities;
    }

    @Override
    public void backward(float[] byActions, float[] byLogDensities, Mlp gradient, int rows) {
      Rows.require("gradient by actions", byActions, rows, actionSize());
      float[] error = pass.outputGradient();
      for (int i = 0; i < rows * actionSize(); i++) {
        error[i] = byActions[i] * (1 - actions[i] * actions[i]);
      }
      pass.backward(gradient, rows);
    }

    /**
     * Goes back where the loss charges for {@link #preTanh} itself, too.
     *
     * @param byActions the gradient by the actions, rows × action length
     * @param byPreTanh the gradient by that charge, rows × action length
     * @param gradient to which the one by the weights is added
     */
    public void backwardWithPreTanh(float[] byActions, float[] byPreTanh, Mlp gradient, int rows) {
      Rows.require("gradient by actions", byActions, rows, actionSize());
      Rows.require("gradient by values before tanh", byPreTanh, rows, actionSize());
      float[] error = pass.outputGradient();
      for (int i = 0; i < rows * actionSize(); i++) {
        float slope = 1 - actions[i] * actions[i];
        error[i] = byActions[i] * slope + byPreTanh[i];
      }
      pass.backward(gradient, rows);
    }

    @Override
    public Floats toInput(int rows) {
      return pass.toInput(rows);
    }
  }
}
