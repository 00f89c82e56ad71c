package dev.visor.nn.rssm;

import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.List;

/**
 * How far the heads of an ensemble disagree on the states of some features, and the gradient by the
 * features: what a policy is charged for where the model does not know (Lu et al. 2023).
 *
 * <p>The heads predict from the deterministic part of the features. In {@link Kind#LOG_DENSITY} the
 * stochastic part is what they are asked about.
 */
public final class Disagreement {
  /** How disagreement is measured. */
  public enum Kind {
    /**
     * The mean over heads of the distance of a head's mean from the mean of all: u = 1/K Σ ‖m_k −
     * m̄‖. The mean of choices is their probabilities.
     */
    MEAN,
    /** The standard deviation over heads of ln p_k of the state that is there, in nats. */
    LOG_DENSITY
  }

  private final Kind kind;
  private final LatentShape shape;
  private final int most;
  private final PriorEnsemble ensemble;
  private final Distributions gradient;
  private final float[] deter;
  private final float[] stoch;
  private final float[] byDeter;
  private final float[] byStoch;
  private final float[] measures;

  // What one row works on, of each head in turn.
  private final float[] means;
  private final double[] logs;
  private final float[] byMean;

  /**
   * @param parameters with the ensemble's arrays, read at every call
   * @param rows the most there are in a batch
   */
  public Disagreement(
      Workspace workspace, LatentShape shape, Parameters parameters, Kind kind, int rows) {
    this.kind = kind;
    this.shape = shape;
    most = rows;
    ensemble = new PriorEnsemble(workspace, shape, parameters, rows);
    gradient = Distributions.rows(shape.state(), rows);
    deter = new float[rows * shape.deter()];
    stoch = new float[rows * shape.stoch()];
    byDeter = new float[rows * shape.deter()];
    byStoch = new float[rows * shape.stoch()];
    measures = new float[rows];
    means = new float[shape.ensemble() * shape.stoch()];
    logs = new double[shape.ensemble()];
    byMean = new float[shape.stoch()];
  }

  /**
   * Measures the disagreement on each row.
   *
   * @param features rows × length
   * @return one for each row, 0 or more, in an array that the next call overwrites
   */
  public float[] of(float[] features, int rows) {
    Rows.requireRoom(rows, most);
    Rows.require("features", features, rows, shape.features());
    for (int row = 0; row < rows; row++) {
      int from = row * shape.features();
      System.arraycopy(features, from, stoch, row * shape.stoch(), shape.stoch());
      System.arraycopy(features, from + shape.stoch(), deter, row * shape.deter(), shape.deter());
    }
    for (StateHead head : ensemble.heads()) {
      head.forward(deter, rows);
    }
    for (int row = 0; row < rows; row++) {
      measures[row] = kind == Kind.MEAN ? spread(row) : (float) deviation(row);
    }
    return measures;
  }

  /** Lays the differences from the mean of all side by side; returns their mean length. */
  private float spread(int row) {
    int size = shape.stoch();
    Arrays.fill(byMean, 0);
    List<Distributions> heads = ensemble.distributions();
    for (int k = 0; k < heads.size(); k++) {
      heads.get(k).mean(row, means, k * size);
      for (int i = 0; i < size; i++) {
        byMean[i] += means[k * size + i] / heads.size();
      }
    }
    double sum = 0;
    for (int k = 0; k < heads.size(); k++) {
      for (int i = 0; i < size; i++) {
        means[k * size + i] -= byMean[i];
      }
      sum += length(k) / heads.size();
    }
    return (float) sum;
  }

  private double length(int k) {
    double square = 0;
    for (int i = k * shape.stoch(); i < (k + 1) * shape.stoch(); i++) {
      square += (double) means[i] * means[i];
    }
    return Math.sqrt(square);
  }

  /** Makes the log-densities differences from their mean; returns their standard deviation. */
  private double deviation(int row) {
    List<Distributions> heads = ensemble.distributions();
    double mean = 0;
    for (int k = 0; k < logs.length; k++) {
      logs[k] = heads.get(k).logDensity(stoch, row);
      mean += logs[k] / logs.length;
    }
    double square = 0;
    for (int k = 0; k < logs.length; k++) {
      logs[k] -= mean;
      square += logs[k] * logs[k] / logs.length;
    }
    return Math.sqrt(square);
  }

  /**
   * Goes back through the last {@link #of}. The heads' weights get no gradient.
   *
   * @param byMeasures the gradient by what it returned, one for each row
   * @param byFeatures to which the one by the features is added, rows × length
   */
  public void backward(float[] byMeasures, float[] byFeatures, int rows) {
    Rows.require("gradient by disagreement", byMeasures, rows, 1);
    Rows.require("gradient by features", byFeatures, rows, shape.features());
    Arrays.fill(byStoch, 0);
    for (int k = 0; k < shape.ensemble(); k++) {
      gradient.clear();
      for (int row = 0; row < rows; row++) {
        if (kind == Kind.MEAN) {
          addSpread(k, row, byMeasures[row]);
        } else {
          addDeviation(k, row, byMeasures[row]);
        }
      }
      ensemble.heads().get(k).backwardToInput(gradient, byDeter, rows);
      for (int row = 0; row < rows; row++) {
        int to = row * shape.features() + shape.stoch();
        for (int i = 0; i < shape.deter(); i++) {
          byFeatures[to + i] += byDeter[row * shape.deter() + i];
        }
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < shape.stoch(); i++) {
        byFeatures[row * shape.features() + i] += byStoch[row * shape.stoch() + i];
      }
    }
  }

  /** ∂m_k = 1/K (e_k − ē), where e_k is the direction of m_k − m̄. */
  private void addSpread(int k, int row, float weight) {
    spread(row);
    int heads = shape.ensemble();
    int size = shape.stoch();
    Arrays.fill(byMean, 0);
    for (int j = 0; j < heads; j++) {
      double length = length(j);
      if (length > 0) {
        double part = weight / length / heads * ((j == k ? 1 : 0) - 1.0 / heads);
        for (int i = 0; i < size; i++) {
          byMean[i] += (float) (part * means[j * size + i]);
        }
      }
    }
    ensemble.distributions().get(k).addMeanGradient(row, byMean, 0, gradient);
  }

  /** ∂l_k = (l_k − l̄) / (K u). */
  private void addDeviation(int k, int row, float weight) {
    double deviation = deviation(row);
    if (deviation > 0) {
      float slope = (float) (weight * logs[k] / shape.ensemble() / deviation);
      ensemble.distributions().get(k).addLogDensityGradient(row, stoch, slope, gradient, byStoch);
    }
  }
}
