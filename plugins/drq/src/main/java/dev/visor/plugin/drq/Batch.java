package dev.visor.plugin.drq;

/**
 * What is learned from at once. A row is a transition of n steps, from s to s′, of which n − 1 are
 * the data's; at the end of an episode there are fewer.
 *
 * @param rows how many
 * @param features of s, rows × length
 * @param nextFeatures of s′, rows × length
 * @param actions a, what the data did in s, rows × length
 * @param rewards Σ γⁱ rᵢ over the n steps, one for each row
 * @param discounts what the value of s′ counts: γⁿ, or 0 where the task itself ended
 * @param nextActions a′, what the data did in s′, rows × length; 0 where it did nothing any more
 * @param followed one for each row: 1, or 0 where s′ is the last of its episode
 */
record Batch(
    int rows,
    float[] features,
    float[] nextFeatures,
    float[] actions,
    float[] rewards,
    float[] discounts,
    float[] nextActions,
    float[] followed) {
  /** An empty one. */
  static Batch of(int rows, int features, int actions) {
    return new Batch(
        rows,
        new float[rows * features],
        new float[rows * features],
        new float[rows * actions],
        new float[rows],
        new float[rows],
        new float[rows * actions],
        new float[rows]);
  }
}
