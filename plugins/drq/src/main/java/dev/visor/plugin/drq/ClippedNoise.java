package dev.visor.plugin.drq;

/**
 * The noise around a deterministic actor's actions in DrQ-v2 (Yarats et al. 2022, section 3.1): its
 * deviation falls along a line, it is clipped, and so is the action.
 *
 * <pre>
 * a = clip(μ + clip(σ ε, −c, c), −1, 1)
 * </pre>
 *
 * <p>As in the authors' code the gradient by μ is that by a, clipped or not.
 *
 * @param first σ at the first update
 * @param last σ from the end of the line on
 * @param updates length of the line
 * @param clip c
 */
record ClippedNoise(double first, double last, int updates, double clip) {
  /** Noise whose deviation never changes. */
  static ClippedNoise constant(double deviation, double clip) {
    return new ClippedNoise(deviation, deviation, 0, clip);
  }

  /**
   * σ.
   *
   * @param done updates made so far
   */
  float deviation(long done) {
    double part = done >= updates ? 1 : (double) done / updates;
    return (float) (first + part * (last - first));
  }

  /**
   * Draws actions.
   *
   * @param means μ
   * @param noise ε, as many
   * @param target receives a, as many
   */
  void around(float[] means, float[] noise, float deviation, float[] target) {
    for (int i = 0; i < noise.length; i++) {
      target[i] = around(means[i], noise[i], deviation);
    }
  }

  /** Draws one value of an action. */
  float around(float mean, float noise, float deviation) {
    float offset = (float) Math.max(-clip, Math.min(clip, deviation * noise));
    return Math.max(-1, Math.min(1, mean + offset));
  }
}
