package dev.visor.plugin.dreamer;

import dev.visor.nn.Parameters;
import dev.visor.nn.rssm.Disagreement;

/**
 * The losses of actor and critic once more, of features and log-densities that are given, in double
 * precision and without a way back.
 */
final class PlainBehaviour {
  private final TinyDreams tiny;
  private final Parameters critic;
  private final Parameters olderCritic;
  private final double penaltyWeight;
  private final int rows;

  PlainBehaviour(
      TinyDreams tiny, Parameters critic, Parameters olderCritic, double penaltyWeight, int rows) {
    this.tiny = tiny;
    this.critic = critic;
    this.olderCritic = olderCritic;
    this.penaltyWeight = penaltyWeight;
    this.rows = rows;
  }

  /** A perceptron with ELU and a single output, of one row. */
  private static double perceptron(
      Parameters weights, String name, int hidden, float[] features, int row, int length) {
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = features[row * length + i];
    }
    for (int layer = 0; layer <= hidden; layer++) {
      float[] kernel = weights.get(name + "/" + layer + "/kernel");
      float[] bias = weights.get(name + "/" + layer + "/bias");
      double[] y = new double[bias.length];
      for (int j = 0; j < y.length; j++) {
        y[j] = bias[j];
        for (int i = 0; i < x.length; i++) {
          y[j] += x[i] * kernel[i * y.length + j];
        }
        if (layer < hidden && y[j] < 0) {
          y[j] = Math.expm1(y[j]);
        }
      }
      x = y;
    }
    return x[0];
  }

  /**
   * Both losses.
   *
   * @param given features that weights and the critic's targets are made with
   * @return L_π, then L_v
   */
  double[] losses(float[] features, float[] logDensities, float[] given) {
    DreamerParameters p = tiny.parameters;
    int horizon = p.horizon();
    double[][] targets = returns(features);
    double[][] fixed = returns(given);
    double actor = 0;
    double value = 0;
    for (int i = 0; i < rows; i++) {
      double weight = 1;
      for (int t = 0; t < horizon; t++) {
        int row = t * rows + i;
        double v =
            perceptron(critic, "critic", p.behaviourLayers(), features, row, tiny.shape.features());
        value += weight * 0.5 * (v - fixed[t][i]) * (v - fixed[t][i]) / (horizon * rows);
        if (t < horizon - 1) {
          double objective = targets[t + 1][i] - p.entropy() * logDensities[row];
          actor -= weight * objective / ((horizon - 1) * rows);
        }
        weight *= discount(given, row);
      }
    }
    return new double[] {actor, value};
  }

  private double discount(float[] features, int row) {
    DreamerParameters p = tiny.parameters;
    if (!p.discountHead()) {
      return p.discount();
    }
    double logit =
        perceptron(tiny.weights, "terminal", p.headLayers(), features, row, tiny.shape.features());
    return p.discount() / (1 + Math.exp(logit));
  }

  private double[][] returns(float[] features) {
    DreamerParameters p = tiny.parameters;
    int horizon = p.horizon();
    double[][] found = new double[horizon + 1][rows];
    float[] penalties = new float[horizon * rows];
    p.penalty()
        .kind()
        .ifPresent(
            kind -> {
              Disagreement measure =
                  new Disagreement(
                      tiny.workspace, tiny.shape.latent(), tiny.weights, kind, horizon * rows);
              float[] measured = measure.of(features, horizon * rows);
              System.arraycopy(measured, 0, penalties, 0, penalties.length);
            });
    for (int t = horizon; t >= 0; t--) {
      for (int i = 0; i < rows; i++) {
        int row = t * rows + i;
        if (t == horizon) {
          found[t][i] = older(features, row);
          continue;
        }
        double reward =
            perceptron(tiny.weights, "reward", p.headLayers(), features, row, tiny.shape.features())
                - penaltyWeight * penalties[row];
        double ahead =
            (1 - p.lambdaReturn()) * older(features, row + rows)
                + p.lambdaReturn() * found[t + 1][i];
        found[t][i] = reward + discount(features, row) * ahead;
      }
    }
    return found;
  }

  private double older(float[] features, int row) {
    int hidden = tiny.parameters.behaviourLayers();
    return perceptron(olderCritic, "critic", hidden, features, row, tiny.shape.features());
  }
}
