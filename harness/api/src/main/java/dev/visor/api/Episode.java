package dev.visor.api;

/**
 * One episode: T + 1 observations and T actions. Action t is taken at observation t; reward t and
 * observation t + 1 are what it led to.
 *
 * @param images (T + 1) × height × width × 3 unsigned bytes
 * @param proprio (T + 1) × proprio values; empty where the observation has none
 * @param actions T × action size, every value in [−1, 1]
 * @param rewards T values
 * @param terminated whether the last step ended the task itself
 * @param truncated whether the last step met the time limit
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared, and handed over whole
public record Episode(
    byte[] images,
    float[] proprio,
    float[] actions,
    float[] rewards,
    boolean terminated,
    boolean truncated) {

  public Episode {
    if (rewards.length == 0) {
      throw new IllegalArgumentException("an episode without a single step");
    }
    if (images.length % (rewards.length + 1) != 0
        || proprio.length % (rewards.length + 1) != 0
        || actions.length % rewards.length != 0) {
      throw new IllegalArgumentException(
          "an episode of "
              + rewards.length
              + " steps with "
              + images.length
              + " image bytes, "
              + proprio.length
              + " proprioceptive values and "
              + actions.length
              + " action values;"
              + " it needs T + 1 observations and T actions of equal size");
    }
  }

  /** T, the number of steps. */
  public int length() {
    return rewards.length;
  }

  /** The sum of the rewards. */
  public double totalReward() {
    double sum = 0;
    for (float reward : rewards) {
      sum += reward;
    }
    return sum;
  }
}
