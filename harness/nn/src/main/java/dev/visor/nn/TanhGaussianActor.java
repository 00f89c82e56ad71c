package dev.visor.nn;

/**
 * The actor of soft actor-critic (Haarnoja et al. 2018): a Gaussian whose draws go through tanh.
 *
 * <pre>
 * u = μ(s) + σ(s) ⊙ ε          a = tanh u          ε standard Gaussian, the caller's
 * ln π(a | s) = Σ  − ½ ε² − ln σ − ½ ln 2π  +  2 (|u| + ln(1 + exp(−2 |u|)) − ln 2)
 *
 * ∂u = (1 − a²) ∂a + 2 a ∂ln π          ∂μ = ∂u          ∂σ = ε ∂u − ∂ln π / σ
 * </pre>
 *
 * <p>The last term of the density is −ln(1 − tanh² u) without the difference, which has no digits
 * left where an action is near a bound. The network puts out μ for all action values, then what
 * gives σ, by a {@link Deviation}.
 */
public final class TanhGaussianActor implements Actor {
  /** How far recorded actions are kept from the bounds, where their density has no end. */
  private static final float MARGIN = 1e-6f;

  private static final double HALF_LOG_2_PI = 0.91893853320467274;
  private static final double LOG_2 = 0.69314718055994531;

  private final Mlp network;
  private final Deviation deviation;
  private final int size;

  /**
   * @param network with two outputs for each action value
   * @throws IllegalArgumentException if it has an odd number of outputs
   */
  public TanhGaussianActor(Mlp network, Deviation deviation) {
    if (network.outputs() % 2 != 0) {
      throw new IllegalArgumentException(
          network.outputs() + " outputs, where each action value needs two");
    }
    this.network = network;
    this.deviation = deviation;
    size = network.outputs() / 2;
  }

  @Override
  public Mlp network() {
    return network;
  }

  @Override
  public int actionSize() {
    return size;
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
    private final float[] mean;
    private final float[] std;
    private final float[] drawn;
    private final float[] actions;
    private final float[] logDensities;

    private Pass(Workspace workspace, int rows, Precision precision) {
      most = rows;
      pass = network.pass(workspace, rows, precision);
      mean = new float[rows * size];
      std = new float[rows * size];
      drawn = new float[rows * size];
      actions = new float[rows * size];
      logDensities = new float[rows];
    }

    /** Means before tanh, μ, of the last call, rows × action length. */
    public float[] mean() {
      return mean;
    }

    /** Standard deviations before tanh, σ, of the last call, rows × action length. */
    public float[] std() {
      return std;
    }

    @Override
    public float[] actions() {
      return actions;
    }

    @Override
    public float[] logDensities() {
      return logDensities;
    }

    @Override
    public float[] mode(float[] states, int rows) {
      forward(states, rows);
      for (int i = 0; i < rows * size; i++) {
        actions[i] = Elementary.tanh(mean[i]);
      }
      return actions;
    }

    @Override
    public float[] act(float[] states, float[] noise, int rows) {
      Rows.require("noise", noise, rows, size);
      forward(states, rows);
      System.arraycopy(noise, 0, drawn, 0, rows * size);
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int i = row * size; i < (row + 1) * size; i++) {
          float u = mean[i] + std[i] * drawn[i];
          actions[i] = Elementary.tanh(u);
          sum += logDensity(u, i);
        }
        logDensities[row] = (float) sum;
      }
      return actions;
    }

    /**
     * ln π(a | s) of actions that were taken by another, such as a dataset's. Those beyond ±(1 −
     * 1e-6) are taken for that, because at the bounds there is no density.
     *
     * @param states rows × length
     * @param others rows × action length, in [−1, 1]
     * @return one for each row, in nats, in an array that the next call overwrites
     */
    public float[] logDensities(float[] states, float[] others, int rows) {
      Rows.require("actions", others, rows, size);
      forward(states, rows);
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int i = row * size; i < (row + 1) * size; i++) {
          double a = Math.min(Math.max(others[i], MARGIN - 1), 1 - MARGIN);
          float u = (float) (0.5 * (StrictMath.log1p(a) - StrictMath.log1p(-a)));
          drawn[i] = (u - mean[i]) / std[i];
          sum += logDensity(u, i);
        }
        logDensities[row] = (float) sum;
      }
      return logDensities;
    }

    private void forward(float[] states, int rows) {
      Rows.requireRoom(rows, most);
      Rows.require("states", states, rows, stateSize());
      float[] raw = pass.forward(states, rows);
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          mean[at] = raw[2 * row * size + i];
          std[at] = deviation.of(raw[(2 * row + 1) * size + i]);
        }
      }
    }

    private double logDensity(float u, int i) {
      float far = Math.abs(u);
      double tanhSlope = 2 * (far + Elementary.softplus(-2 * far) - LOG_2);
      return tanhSlope - 0.5 * drawn[i] * drawn[i] - Elementary.log(std[i]) - HALF_LOG_2_PI;
    }

    @Override
    public void backward(float[] byActions, float[] byLogDensities, Mlp gradient, int rows) {
      Rows.require("gradient by actions", byActions, rows, size);
      Rows.require("gradient by log-densities", byLogDensities, rows, 1);
      for (int row = 0; row < rows; row++) {
        float byDensity = byLogDensities[row];
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          float a = actions[at];
          float byU = byActions[at] * (1 - a * a) + 2 * a * byDensity;
          error(row, i, byU, drawn[at] * byU - byDensity / std[at]);
        }
      }
      pass.backward(gradient, rows);
    }

    /**
     * Goes back through the last {@link #logDensities(float[], float[], int)}.
     *
     * <pre>
     * ∂μ = ε / σ ∂ln π          ∂σ = (ε² − 1) / σ ∂ln π
     * </pre>
     *
     * @param byLogDensities the gradient by what it returned, one for each row
     * @param gradient to which the one by the weights is added
     */
    public void backward(float[] byLogDensities, Mlp gradient, int rows) {
      Rows.require("gradient by log-densities", byLogDensities, rows, 1);
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          float weight = byLogDensities[row] / std[at];
          error(row, i, weight * drawn[at], weight * (drawn[at] * drawn[at] - 1));
        }
      }
      pass.backward(gradient, rows);
    }

    /** Sets the network's errors of one action value. */
    private void error(int row, int i, float byMean, float byStd) {
      float[] errors = pass.outputGradient();
      int first = 2 * row * size + i;
      errors[first] = byMean;
      errors[first + size] = byStd * deviation.slope(pass.output()[first + size]);
    }

    @Override
    public Floats toInput(int rows) {
      return pass.toInput(rows);
    }
  }
}
