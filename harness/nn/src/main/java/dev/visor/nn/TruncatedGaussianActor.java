package dev.visor.nn;

/**
 * The actor of DreamerV2 in continuous control (Hafner et al. 2021): a Gaussian that is cut off at
 * the bounds of actions. Its noise does not vanish where its mean comes near a bound, as that of a
 * Gaussian through tanh does.
 *
 * <pre>
 * μ = tanh x       α = (−1 − μ) / σ       β = (1 − μ) / σ       Z = Φ(β) − Φ(α)
 *
 * z = Φ⁻¹(Φ(α) + v Z),  v = Φ(ε)       a = μ + σ z              ε standard Gaussian, the caller's
 * ln π(a | s) = Σ  − ½ z² − ln σ − ½ ln 2π − ln Z
 *
 * with    m = ((1 − v) φ(α) + v φ(β)) / φ(z)        s = ((1 − v) α φ(α) + v β φ(β)) / φ(z)
 * ∂a / ∂μ = 1 − m          ∂ln π / ∂μ = (z m − (φ(α) − φ(β)) / Z) / σ
 * ∂a / ∂σ = z − s          ∂ln π / ∂σ = (z s − 1 − (α φ(α) − β φ(β)) / Z) / σ
 * </pre>
 *
 * <p>Actions are kept 1e-6 from the bounds, without a change of their gradient, as in the authors'
 * code. The network puts out x for all action values, then what gives σ, by a {@link Deviation}.
 */
public final class TruncatedGaussianActor implements Actor {
  private static final double MARGIN = 1e-6;
  private static final double HALF_LOG_2_PI = 0.91893853320467274;

  private final Mlp network;
  private final Deviation deviation;
  private final int size;

  /**
   * @param network with two outputs for each action value
   * @throws IllegalArgumentException if it has an odd number of outputs
   */
  public TruncatedGaussianActor(Mlp network, Deviation deviation) {
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
    return new Pass(workspace, rows);
  }

  /** One computation of actions, and the way back. */
  public final class Pass implements Actor.Pass {
    private final int most;
    private final Mlp.Pass pass;
    private final float[] mean;
    private final float[] actions;
    private final float[] logDensities;

    /** The derivatives of each action value, and of its part of ln π, by its μ and its σ. */
    private final float[] actionByMean;

    private final float[] actionByStd;
    private final float[] densityByMean;
    private final float[] densityByStd;

    private Pass(Workspace workspace, int rows) {
      most = rows;
      pass = network.pass(workspace, rows);
      mean = new float[rows * size];
      actions = new float[rows * size];
      logDensities = new float[rows];
      actionByMean = new float[rows * size];
      actionByStd = new float[rows * size];
      densityByMean = new float[rows * size];
      densityByStd = new float[rows * size];
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
      System.arraycopy(mean, 0, actions, 0, rows * size);
      return actions;
    }

    @Override
    public float[] act(float[] states, float[] noise, int rows) {
      Rows.require("noise", noise, rows, size);
      float[] raw = forward(states, rows);
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int i = row * size; i < (row + 1) * size; i++) {
          sum += draw(i, deviation.of(raw[i + (row + 1) * size]), noise[i]);
        }
        logDensities[row] = (float) sum;
      }
      return actions;
    }

    /** Sets an action value and its derivatives; returns its part of ln π. */
    private double draw(int i, double std, double noise) {
      double low = (-1 - mean[i]) / std;
      double high = (1 - mean[i]) / std;
      double fromLow = StandardNormal.cumulative(low);
      double within = StandardNormal.cumulative(high) - fromLow;
      double tail = StandardNormal.cumulative(-Math.abs(noise));
      double part = noise > 0 ? 1 - tail : tail;
      double rest = noise > 0 ? tail : 1 - tail;
      double z = StandardNormal.quantile(fromLow + part * within);
      z = z < low ? low : z > high ? high : z;
      double a = mean[i] + std * z;
      actions[i] = (float) (a < MARGIN - 1 ? MARGIN - 1 : a > 1 - MARGIN ? 1 - MARGIN : a);

      double atLow = StandardNormal.density(low);
      double atHigh = StandardNormal.density(high);
      double here = StandardNormal.density(z);
      double byMean = (rest * atLow + part * atHigh) / here;
      double byStd = (rest * low * atLow + part * high * atHigh) / here;
      actionByMean[i] = (float) (1 - byMean);
      actionByStd[i] = (float) (z - byStd);
      densityByMean[i] = (float) ((z * byMean - (atLow - atHigh) / within) / std);
      densityByStd[i] = (float) ((z * byStd - 1 - (low * atLow - high * atHigh) / within) / std);
      return -0.5 * z * z - Elementary.log(std) - HALF_LOG_2_PI - Elementary.log(within);
    }

    /** Sets μ; returns what the network puts out, rows × twice the length of an action. */
    private float[] forward(float[] states, int rows) {
      Rows.requireRoom(rows, most);
      Rows.require("states", states, rows, stateSize());
      float[] raw = pass.forward(states, rows);
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < size; i++) {
          mean[row * size + i] = Elementary.tanh(raw[2 * row * size + i]);
        }
      }
      return raw;
    }

    @Override
    public void backward(float[] byActions, float[] byLogDensities, Mlp gradient, int rows) {
      Rows.require("gradient by actions", byActions, rows, size);
      Rows.require("gradient by log-densities", byLogDensities, rows, 1);
      float[] errors = pass.outputGradient();
      for (int row = 0; row < rows; row++) {
        float byDensity = byLogDensities[row];
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          int first = 2 * row * size + i;
          float byMean = byActions[at] * actionByMean[at] + byDensity * densityByMean[at];
          float byStd = byActions[at] * actionByStd[at] + byDensity * densityByStd[at];
          errors[first] = byMean * (1 - mean[at] * mean[at]);
          errors[first + size] = byStd * deviation.slope(pass.output()[first + size]);
        }
      }
      pass.backward(gradient, rows);
    }

    @Override
    public Floats toInput(int rows) {
      return pass.toInput(rows);
    }
  }
}
