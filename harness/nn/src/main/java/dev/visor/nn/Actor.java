package dev.visor.nn;

/**
 * A policy: a network from states to actions in (−1, 1). Its gradient by the weights has the form
 * of its {@link #network}.
 */
public interface Actor {
  /** The perceptron that the actions are made from. */
  Mlp network();

  /** Length of an action. */
  int actionSize();

  /** Length of a state. */
  default int stateSize() {
    return network().inputs();
  }

  /** Room for batches of up to so many rows. */
  Pass pass(Workspace workspace, int rows);

  /** One computation of actions, and the way back. */
  interface Pass {
    /**
     * Draws actions. One that is not random leaves the noise alone.
     *
     * @param states rows × length
     * @param noise standard Gaussian draws, rows × action length
     * @return rows × action length, in an array that the next call overwrites
     */
    float[] act(float[] states, float[] noise, int rows);

    /**
     * The actions without noise, to be judged by.
     *
     * @param states rows × length
     * @return rows × action length, in an array that the next call overwrites
     */
    float[] mode(float[] states, int rows);

    /** The actions of the last call. */
    float[] actions();

    /**
     * ln π(a | s) of the last {@link #act}, in nats, one for each row. An actor that is not random
     * has no density: zeros, whose gradient goes nowhere.
     */
    float[] logDensities();

    /**
     * Goes back through the last {@link #act}.
     *
     * @param byActions the gradient by the actions, rows × action length
     * @param byLogDensities the gradient by {@link #logDensities}, one for each row
     * @param gradient to which the one by the weights is added
     */
    void backward(float[] byActions, float[] byLogDensities, Mlp gradient, int rows);

    /**
     * The gradient by the states, after {@link #backward}.
     *
     * @return it, rows × length, in memory that the next call overwrites
     */
    Floats toInput(int rows);
  }
}
