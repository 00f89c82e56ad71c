package dev.visor.nn.rssm;

/** Distributions of stochastic states, one for each row: or the gradient by them. */
public sealed interface Distributions permits Gaussians, Categoricals {
  /** Room for some rows, filled with zeros. */
  static Distributions rows(StochasticState state, int rows) {
    if (state instanceof CategoricalState categorical) {
      return Categoricals.rows(rows, categorical.groups(), categorical.classes());
    }
    return Gaussians.rows(rows, state.size());
  }

  /** Length of a drawn state. */
  int size();

  /**
   * Draws a state from each of the first rows.
   *
   * @param noise as {@link StochasticState#draw} draws it
   * @param target receives rows × size
   */
  void sample(float[] noise, float[] target, int rows);

  /**
   * ln of the density of a state, or of its probability, under the distribution of its row, in
   * nats.
   *
   * @param values rows × size
   */
  double logDensity(float[] values, int row);

  /**
   * The divergence of a row from a row of others of the same kind, KL(this ‖ p), in nats.
   *
   * @throws ClassCastException if they are of another kind
   */
  double divergence(int row, Distributions p, int rowP);

  /**
   * Adds the gradient of {@link #divergence} by a row of these.
   *
   * @param weight of the divergence in the loss
   * @param gradient to whose row it is added
   */
  void addDivergenceToFirst(
      int row, Distributions p, int rowP, float weight, Distributions gradient);

  /**
   * Computes the gradient of {@link #divergence} by a row of p.
   *
   * @param weight of the divergence in the loss
   * @param gradient whose row of the same number as p's receives it
   */
  void divergenceToSecond(int row, Distributions p, int rowP, float weight, Distributions gradient);

  /**
   * Copies the mean of a row's state: μ, or the probabilities of choices.
   *
   * @param target receives size values, beginning at an index
   */
  void mean(int row, float[] target, int to);

  /**
   * Adds the gradient of a function of a row's {@link #mean}.
   *
   * @param byMean the gradient by the mean, beginning at an index
   * @param gradient to whose row it is added
   */
  void addMeanGradient(int row, float[] byMean, int from, Distributions gradient);

  /**
   * Adds the gradient of a row's {@link #logDensity}.
   *
   * @param values rows × size
   * @param weight of the density in the loss
   * @param gradient to whose row it is added
   * @param byValues to whose row the gradient by the values is added, rows × size; for choices as
   *     if they were numbers
   */
  void addLogDensityGradient(
      int row, float[] values, float weight, Distributions gradient, float[] byValues);

  /** Sets everything to 0: a gradient to which nothing was added yet. */
  void clear();
}
