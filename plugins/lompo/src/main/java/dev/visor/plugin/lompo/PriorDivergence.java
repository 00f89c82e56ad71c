package dev.visor.plugin.lompo;

import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.List;

/**
 * The divergence of the posterior from the priors of the ensemble, KL(q ‖ p_k), with its gradient.
 * A time step is compared with one head, or with all of them and averaged.
 */
final class PriorDivergence {
  private final ModelShape shape;
  private final PriorEnsemble ensemble;
  private final List<Mlp> networkGradients;
  private final boolean everyHead;
  private final int batch;
  private final int length;
  private final int[] chosenRows;
  private final float[] deter;
  private final float[] deterGradient;
  private final float[] priorMeanGradient;
  private final float[] priorStdGradient;

  /**
   * @param gradient to which the gradient by the heads' parameters is added
   */
  PriorDivergence(
      Workspace workspace,
      ModelShape shape,
      Parameters parameters,
      Parameters gradient,
      Heads heads,
      int batch,
      int length) {
    this.shape = shape;
    ensemble = new PriorEnsemble(workspace, shape, parameters, batch * length);
    networkGradients = PriorEnsemble.networks(shape, gradient);
    this.everyHead = heads == Heads.ALL;
    this.batch = batch;
    this.length = length;
    int rows = batch * length;
    chosenRows = new int[rows];
    deter = new float[rows * shape.deter()];
    deterGradient = new float[rows * shape.deter()];
    priorMeanGradient = new float[rows * shape.stoch()];
    priorStdGradient = new float[rows * shape.stoch()];
  }

  /** The gradients by what went in; {@link #compute} adds to them. */
  record Gradients(float[] features, float[] mean, float[] std) {}

  /**
   * Computes the divergence of every row, and the gradient of their weighted sum.
   *
   * @param posterior states, means and deviations of all rows
   * @param heads the head of each time step; not read where all heads count
   * @param weights of the rows in the sum
   * @param losses receives each row's, in nats
   * @param gradients to which those by the posterior are added
   */
  void compute(
      PosteriorSequence posterior,
      int[] heads,
      float[] weights,
      double[] losses,
      Gradients gradients) {
    Arrays.fill(losses, 0);
    for (int k = 0; k < shape.ensemble(); k++) {
      int count = choose(heads, k);
      if (count > 0) {
        compute(k, count, posterior, weights, losses, gradients);
      }
    }
  }

  /** Gathers the rows that a head is compared with; returns their number. */
  private int choose(int[] heads, int k) {
    int count = 0;
    for (int t = 0; t < length; t++) {
      if (everyHead || heads[t] == k) {
        for (int b = 0; b < batch; b++) {
          chosenRows[count++] = t * batch + b;
        }
      }
    }
    return count;
  }

  private void compute(
      int k,
      int count,
      PosteriorSequence posterior,
      float[] weights,
      double[] losses,
      Gradients gradients) {
    int deterSize = shape.deter();
    int stochSize = shape.stoch();
    float share = everyHead ? 1f / shape.ensemble() : 1;
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          posterior.features(),
          chosenRows[i] * shape.features() + stochSize,
          deter,
          i * deterSize,
          deterSize);
    }
    GaussianHead prior = ensemble.heads().get(k);
    prior.forward(deter, count);
    for (int i = 0; i < count; i++) {
      int row = chosenRows[i];
      losses[row] += share * divergence(i, row, prior, posterior, share * weights[row], gradients);
    }
    prior.backward(
        priorMeanGradient, priorStdGradient, networkGradients.get(k), deterGradient, count);
    for (int i = 0; i < count; i++) {
      int target = chosenRows[i] * shape.features() + stochSize;
      for (int j = 0; j < deterSize; j++) {
        gradients.features()[target + j] += deterGradient[i * deterSize + j];
      }
    }
  }

  /** Σ ½ ((σq/σp)² + ((μq − μp)/σp)² − 1) − ln(σq/σp), with its gradient times a weight. */
  private double divergence(
      int i,
      int row,
      GaussianHead prior,
      PosteriorSequence posterior,
      float weight,
      Gradients gradients) {
    double sum = 0;
    for (int j = 0; j < shape.stoch(); j++) {
      int q = row * shape.stoch() + j;
      int p = i * shape.stoch() + j;
      float std = prior.std()[p];
      float ratio = posterior.std()[q] / std;
      float distance = (posterior.mean()[q] - prior.mean()[p]) / std;
      sum +=
          0.5 * ((double) ratio * ratio + (double) distance * distance - 1) - StrictMath.log(ratio);
      gradients.mean()[q] += weight * distance / std;
      gradients.std()[q] += weight * (ratio - 1 / ratio) / std;
      priorMeanGradient[p] = -weight * distance / std;
      priorStdGradient[p] = weight * (1 - ratio * ratio - distance * distance) / std;
    }
    return sum;
  }
}
