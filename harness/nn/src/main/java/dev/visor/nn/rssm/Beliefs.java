package dev.visor.nn.rssm;

import dev.visor.nn.Deviation;

/**
 * The distributions that a network put out for some rows, with the way back to its outputs: from
 * the distributions themselves, and from the states that were drawn from them.
 */
abstract sealed class Beliefs {
  static Beliefs of(StochasticState state, int rows) {
    if (state instanceof GaussianState gaussian) {
      return new Gaussian(gaussian, rows);
    }
    return new Categorical((CategoricalState) state, rows);
  }

  /** Those of all rows. */
  abstract Distributions distributions();

  /** Sets a row to what a network put out, beginning at an index. */
  abstract void read(int row, float[] outputs, int from);

  /**
   * Draws a row's state.
   *
   * @param noise of all rows
   * @param target receives the state, beginning at an index
   */
  abstract void sample(int row, float[] noise, float[] target, int to);

  /**
   * Goes from a row's distribution back to the network.
   *
   * @param by the gradient by the distributions
   * @param errors receives the one by the row's outputs, beginning at an index
   */
  abstract void distributionErrors(int row, Distributions by, float[] errors, int to);

  /**
   * Goes from a row's drawn state back to the network.
   *
   * @param bySample the gradient by the state, beginning at an index
   * @param noise of all rows, as the state was drawn with
   * @param errors receives the one by the row's outputs, beginning at an index
   */
  abstract void sampleErrors(
      int row, float[] bySample, int from, float[] noise, float[] errors, int to);

  /** Goes back from both. */
  abstract void errors(
      int row, Distributions by, float[] bySample, int from, float[] noise, float[] errors, int to);

  /** Means and deviations; a state is μ + σ ε. */
  private static final class Gaussian extends Beliefs {
    private final Deviation deviation;
    private final int size;
    private final Gaussians gaussians;
    private final float[] raw;

    Gaussian(GaussianState state, int rows) {
      deviation = state.deviation();
      size = state.size();
      gaussians = Gaussians.rows(rows, size);
      raw = new float[rows * size];
    }

    @Override
    Distributions distributions() {
      return gaussians;
    }

    @Override
    void read(int row, float[] outputs, int from) {
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        gaussians.mean()[at] = outputs[from + i];
        raw[at] = outputs[from + size + i];
        gaussians.std()[at] = deviation.of(raw[at]);
      }
    }

    @Override
    void sample(int row, float[] noise, float[] target, int to) {
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        target[to + i] = gaussians.mean()[at] + gaussians.std()[at] * noise[at];
      }
    }

    @Override
    void distributionErrors(int row, Distributions by, float[] errors, int to) {
      Gaussians slopes = (Gaussians) by;
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        errors[to + i] = slopes.mean()[at];
        errors[to + size + i] = slopes.std()[at] * deviation.slope(raw[at]);
      }
    }

    @Override
    void sampleErrors(int row, float[] bySample, int from, float[] noise, float[] errors, int to) {
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        errors[to + i] = bySample[from + i];
        errors[to + size + i] = bySample[from + i] * noise[at] * deviation.slope(raw[at]);
      }
    }

    @Override
    void errors(
        int row,
        Distributions by,
        float[] bySample,
        int from,
        float[] noise,
        float[] errors,
        int to) {
      Gaussians slopes = (Gaussians) by;
      for (int i = 0; i < size; i++) {
        int at = row * size + i;
        float toStd = slopes.std()[at] + bySample[from + i] * noise[at];
        errors[to + i] = slopes.mean()[at] + bySample[from + i];
        errors[to + size + i] = toStd * deviation.slope(raw[at]);
      }
    }
  }

  /** Probabilities; what comes to a choice goes to them. */
  private static final class Categorical extends Beliefs {
    private final Categoricals categoricals;

    Categorical(CategoricalState state, int rows) {
      categoricals = Categoricals.rows(rows, state.groups(), state.classes());
    }

    @Override
    Distributions distributions() {
      return categoricals;
    }

    @Override
    void read(int row, float[] outputs, int from) {
      categoricals.set(row, outputs, from);
    }

    @Override
    void sample(int row, float[] noise, float[] target, int to) {
      categoricals.sample(row, noise, target, to);
    }

    @Override
    void distributionErrors(int row, Distributions by, float[] errors, int to) {
      int size = categoricals.size();
      System.arraycopy(((Categoricals) by).logs(), row * size, errors, to, size);
    }

    @Override
    void sampleErrors(int row, float[] bySample, int from, float[] noise, float[] errors, int to) {
      categoricals.toOutputs(row, bySample, from, errors, to);
    }

    @Override
    void errors(
        int row,
        Distributions by,
        float[] bySample,
        int from,
        float[] noise,
        float[] errors,
        int to) {
      categoricals.toOutputs(row, bySample, from, errors, to);
      float[] slopes = ((Categoricals) by).logs();
      for (int i = 0; i < categoricals.size(); i++) {
        errors[to + i] += slopes[row * categoricals.size() + i];
      }
    }
  }
}
