package dev.visor.nn.rssm;

import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Rows;
import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.List;

/**
 * The divergence of the posterior from the priors of the ensemble, KL(q ‖ p_k), with its gradient.
 * A time step is compared with one head, or with all of them and averaged.
 *
 * <p>Rows of one head are gathered, so that each head computes once for a whole batch. Rows are
 * ordered by time first, as {@link PosteriorSequence} has them.
 */
public final class PriorDivergence {
  private final LatentShape shape;
  private final PriorEnsemble ensemble;
  private final List<Mlp> networkGradients;
  private final boolean everyHead;
  private final float share;
  private final int batch;
  private final int length;
  private final int[][] chosenRows;
  private final int[] chosenCounts;
  private final float[] deter;
  private final float[] deterGradient;
  private final Distributions priorGradient;

  /**
   * @param gradient to which the gradient by the heads' parameters is added
   * @param heads whether a time step is compared with one or with all
   * @param batch number of sequences
   * @param length of a sequence
   */
  public PriorDivergence(
      Workspace workspace,
      LatentShape shape,
      Parameters parameters,
      Parameters gradient,
      Heads heads,
      int batch,
      int length) {
    this.shape = shape;
    int rows = batch * length;
    ensemble = new PriorEnsemble(workspace, shape, parameters, rows);
    networkGradients = PriorEnsemble.networks(shape, gradient);
    everyHead = heads == Heads.ALL;
    share = everyHead ? 1f / shape.ensemble() : 1;
    this.batch = batch;
    this.length = length;
    chosenRows = new int[shape.ensemble()][rows];
    chosenCounts = new int[shape.ensemble()];
    deter = new float[rows * shape.deter()];
    deterGradient = new float[rows * shape.deter()];
    priorGradient = Distributions.rows(shape.state(), rows);
  }

  /**
   * Computes the divergence of every row.
   *
   * @param heads the head of each time step; not read where all heads count
   * @param losses receives each row's, in nats
   */
  public void forward(PosteriorSequence posterior, int[] heads, double[] losses) {
    if (!everyHead) {
      requireHeads(heads);
    }
    Arrays.fill(losses, 0);
    for (int k = 0; k < shape.ensemble(); k++) {
      choose(heads, k);
      if (chosenCounts[k] > 0) {
        forward(k, posterior, losses);
      }
    }
  }

  private void requireHeads(int[] heads) {
    for (int t = 0; t < length; t++) {
      if (t >= heads.length || heads[t] < 0 || heads[t] >= shape.ensemble()) {
        throw new IllegalArgumentException(
            "heads %s, where %d time steps need one each from 0 to %d"
                .formatted(Arrays.toString(heads), length, shape.ensemble() - 1));
      }
    }
  }

  /** Gathers the rows that a head is compared with. */
  private void choose(int[] heads, int k) {
    int count = 0;
    for (int t = 0; t < length; t++) {
      if (everyHead || heads[t] == k) {
        for (int b = 0; b < batch; b++) {
          chosenRows[k][count++] = t * batch + b;
        }
      }
    }
    chosenCounts[k] = count;
  }

  private void forward(int k, PosteriorSequence posterior, double[] losses) {
    int count = chosenCounts[k];
    for (int i = 0; i < count; i++) {
      int from = chosenRows[k][i] * shape.features() + shape.stoch();
      System.arraycopy(posterior.features(), from, deter, i * shape.deter(), shape.deter());
    }
    StateHead prior = ensemble.heads().get(k);
    prior.forward(deter, count);
    for (int i = 0; i < count; i++) {
      int row = chosenRows[k][i];
      losses[row] += share * posterior.distributions().divergence(row, prior.distributions(), i);
    }
  }

  /**
   * Goes back through the last {@link #forward}: the gradient of a weighted sum of its losses.
   *
   * <p>Weights for posterior and prior are mostly the same array. Where they differ, one side is
   * drawn to the other more than the other way round (DreamerV2's balancing, Hafner et al. 2021).
   *
   * @param toPosterior weights of the rows, for the gradient by the posterior
   * @param toPriors weights of the rows, for the gradient by the priors and by what is below them
   * @param byFeatures to which the gradient by the features is added, rows × length
   * @param byPosterior to which the gradient by the posterior is added
   */
  public void backward(
      PosteriorSequence posterior,
      float[] toPosterior,
      float[] toPriors,
      float[] byFeatures,
      Distributions byPosterior) {
    Rows.require("weights", toPosterior, batch * length, 1);
    Rows.require("weights", toPriors, batch * length, 1);
    for (int k = 0; k < shape.ensemble(); k++) {
      if (chosenCounts[k] > 0) {
        backward(k, posterior, toPosterior, toPriors, byFeatures, byPosterior);
      }
    }
  }

  private void backward(
      int k,
      PosteriorSequence sequence,
      float[] toPosterior,
      float[] toPriors,
      float[] byFeatures,
      Distributions byPosterior) {
    Distributions q = sequence.distributions();
    Distributions p = ensemble.distributions().get(k);
    int count = chosenCounts[k];
    for (int i = 0; i < count; i++) {
      int row = chosenRows[k][i];
      q.addDivergenceToFirst(row, p, i, share * toPosterior[row], byPosterior);
      q.divergenceToSecond(row, p, i, share * toPriors[row], priorGradient);
    }
    ensemble.heads().get(k).backward(priorGradient, networkGradients.get(k), deterGradient, count);
    for (int i = 0; i < count; i++) {
      int target = chosenRows[k][i] * shape.features() + shape.stoch();
      for (int j = 0; j < shape.deter(); j++) {
        byFeatures[target + j] += deterGradient[i * shape.deter() + j];
      }
    }
  }
}
