package dev.visor.plugin.dreamer;

/**
 * The λ-returns of imagined rollouts, and the way back (Hafner et al. 2021, equation 4):
 *
 * <pre>
 * V_t = r_t + γ_t ((1 − λ) v_{t+1} + λ V_{t+1})        V_H = v_H
 * </pre>
 *
 * <p>r_t is the reward on arrival at state t, γ_t what all that comes after it counts, v_t its
 * value. Rows are ordered by time first: row t × rows + i is time t of rollout i.
 */
final class LambdaReturns {
  private final float lambda;
  private final int horizon;
  private final int rows;
  private final float[] returns;
  private final float[] byRewards;
  private final float[] byDiscounts;
  private final float[] byValues;

  /**
   * @param lambda from 0, one step, to 1, all steps
   * @param horizon H, steps of a rollout
   * @param rows number of rollouts
   */
  LambdaReturns(double lambda, int horizon, int rows) {
    this.lambda = (float) lambda;
    this.horizon = horizon;
    this.rows = rows;
    returns = new float[(horizon + 1) * rows];
    byRewards = new float[horizon * rows];
    byDiscounts = new float[horizon * rows];
    byValues = new float[(horizon + 1) * rows];
  }

  /**
   * Computes V.
   *
   * @param rewards of times 0 to H − 1
   * @param discounts likewise
   * @param values of times 0 to H; that of time 0 is not used
   * @return V of times 0 to H, in an array that the next call overwrites
   */
  float[] of(float[] rewards, float[] discounts, float[] values) {
    System.arraycopy(values, horizon * rows, returns, horizon * rows, rows);
    for (int at = horizon * rows - 1; at >= 0; at--) {
      returns[at] = rewards[at] + discounts[at] * ahead(values, at + rows);
    }
    return returns;
  }

  private float ahead(float[] values, int next) {
    return (1 - lambda) * values[next] + lambda * returns[next];
  }

  /**
   * Goes back through the last {@link #of}.
   *
   * @param discounts as there
   * @param values as there
   * @param byReturns the gradient by V of times 0 to H − 1
   */
  void backward(float[] discounts, float[] values, float[] byReturns) {
    for (int i = 0; i < rows; i++) {
      byValues[i] = 0;
      float error = 0;
      for (int t = 0; t < horizon; t++) {
        int at = t * rows + i;
        error += byReturns[at];
        byRewards[at] = error;
        byDiscounts[at] = error * ahead(values, at + rows);
        error *= discounts[at];
        byValues[at + rows] = (1 - lambda) * error;
        error *= lambda;
      }
      // V_H is a value itself.
      byValues[horizon * rows + i] += error;
    }
  }

  /** The gradient by the rewards. */
  float[] byRewards() {
    return byRewards;
  }

  /** The gradient by the discounts. */
  float[] byDiscounts() {
    return byDiscounts;
  }

  /** The gradient by the values. */
  float[] byValues() {
    return byValues;
  }
}
