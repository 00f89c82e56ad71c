package dev.visor.plugin.lompo;

/**
 * Transitions between latent states: what the agent learns from. The arrays belong to whoever fills
 * and reads them.
 */
final class AgentBatch {
  private final int rows;
  private final float[] features;
  private final float[] actions;
  private final float[] nextFeatures;
  private final float[] rewards;
  private final float[] continues;
  private final float[] noise;
  private final float[] nextNoise;

  AgentBatch(int rows, int featureSize, int actionSize) {
    this.rows = rows;
    features = new float[rows * featureSize];
    actions = new float[rows * actionSize];
    nextFeatures = new float[rows * featureSize];
    rewards = new float[rows];
    continues = new float[rows];
    noise = new float[rows * actionSize];
    nextNoise = new float[rows * actionSize];
  }

  /** Number of transitions. */
  int rows() {
    return rows;
  }

  /** States before, rows × length. */
  float[] features() {
    return features;
  }

  /** Actions taken there, rows × length. */
  float[] actions() {
    return actions;
  }

  /** States after, rows × length. */
  float[] nextFeatures() {
    return nextFeatures;
  }

  /** Rewards on arrival; of imagined transitions less their penalty. */
  float[] rewards() {
    return rewards;
  }

  /**
   * 0 where the task ended on arrival, 1 where it did not: also where only the time ran out.
   * Between them the chance that it goes on, as a model has it.
   */
  float[] continues() {
    return continues;
  }

  /** Standard Gaussian draws for a random actor's actions at the states before. */
  float[] noise() {
    return noise;
  }

  /** The same at the states after. */
  float[] nextNoise() {
    return nextNoise;
  }

  /**
   * Takes over some neighbouring rows of a larger batch, as many as there are in this one.
   *
   * @param first the first of them
   */
  void take(AgentBatch whole, int first) {
    copy(whole.features, first, features);
    copy(whole.actions, first, actions);
    copy(whole.nextFeatures, first, nextFeatures);
    copy(whole.rewards, first, rewards);
    copy(whole.continues, first, continues);
    copy(whole.noise, first, noise);
    copy(whole.nextNoise, first, nextNoise);
  }

  private void copy(float[] source, int first, float[] target) {
    System.arraycopy(source, first * (target.length / rows), target, 0, target.length);
  }
}
