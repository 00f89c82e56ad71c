package dev.visor.nn.rssm;

import dev.visor.nn.Elementary;

/**
 * The divergence of one diagonal Gaussian from another (Kullback and Leibler), in closed form:
 *
 * <pre>
 * KL(q ‖ p) = Σ ½ (r² + d² − 1) − ln r          r = σq / σp          d = (μq − μp) / σp
 *
 * ∂μq = d / σp        ∂σq = (r − 1/r) / σp        ∂μp = −d / σp        ∂σp = (1 − r² − d²) / σp
 * </pre>
 */
public final class GaussianDivergence {
  private GaussianDivergence() {}

  /**
   * KL(q ‖ p) of a row of each, in nats.
   *
   * @param rowQ which of q
   * @param rowP which of p
   */
  public static double of(Gaussians q, int rowQ, Gaussians p, int rowP) {
    double sum = 0;
    for (int j = 0; j < q.size(); j++) {
      int iq = rowQ * q.size() + j;
      int ip = rowP * q.size() + j;
      float ratio = q.std()[iq] / p.std()[ip];
      float distance = (q.mean()[iq] - p.mean()[ip]) / p.std()[ip];
      sum +=
          0.5 * ((double) ratio * ratio + (double) distance * distance - 1) - Elementary.log(ratio);
    }
    return sum;
  }

  /**
   * Adds the gradient by a row of q.
   *
   * @param weight of the divergence in the loss
   * @param gradient to whose row it is added
   */
  public static void addToFirst(
      Gaussians q, int rowQ, Gaussians p, int rowP, float weight, Gaussians gradient) {
    for (int j = 0; j < q.size(); j++) {
      int iq = rowQ * q.size() + j;
      int ip = rowP * q.size() + j;
      float std = p.std()[ip];
      float ratio = q.std()[iq] / std;
      float distance = (q.mean()[iq] - p.mean()[ip]) / std;
      gradient.mean()[iq] += weight * distance / std;
      gradient.std()[iq] += weight * (ratio - 1 / ratio) / std;
    }
  }

  /**
   * Computes the gradient by a row of p.
   *
   * @param weight of the divergence in the loss
   * @param gradient whose row receives it
   */
  public static void toSecond(
      Gaussians q, int rowQ, Gaussians p, int rowP, float weight, Gaussians gradient) {
    for (int j = 0; j < q.size(); j++) {
      int iq = rowQ * q.size() + j;
      int ip = rowP * q.size() + j;
      float std = p.std()[ip];
      float ratio = q.std()[iq] / std;
      float distance = (q.mean()[iq] - p.mean()[ip]) / std;
      gradient.mean()[ip] = -weight * distance / std;
      gradient.std()[ip] = weight * (1 - ratio * ratio - distance * distance) / std;
    }
  }
}
