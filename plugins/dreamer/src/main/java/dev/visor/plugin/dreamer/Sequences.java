package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A batch of random parts of episodes, time first: row t × batch + b is time t of sequence b.
 *
 * <p>A row holds a picture, the action that <em>led to</em> it, and what was received on arrival:
 * the dataset's action and reward of one step before. The picture that an episode begins with has
 * an action of zeros and a reward of 0. Rows past an episode's end are zeros, with a mask of 0.
 */
final class Sequences {
  private final int batch;
  private final int length;
  private final int imageBytes;
  private final int actionSize;
  private final byte[] images;
  private final float[] actions;
  private final float[] rewards;
  private final float[] terminals;
  private final float[] mask;

  // One sequence, as a dataset has it.
  private final byte[] partImages;
  private final float[] partActions;
  private final float[] partRewards;

  Sequences(ObservationSpec observation, int actionSize, int batch, int length) {
    this.batch = batch;
    this.length = length;
    this.actionSize = actionSize;
    imageBytes = observation.imageBytes();
    images = new byte[Math.multiplyExact(batch * length, imageBytes)];
    actions = new float[batch * length * actionSize];
    rewards = new float[batch * length];
    terminals = new float[batch * length];
    mask = new float[batch * length];
    partImages = new byte[length * imageBytes];
    partActions = new float[length * actionSize];
    partRewards = new float[length];
  }

  /** Number of sequences. */
  int batch() {
    return batch;
  }

  /** Rows in a sequence. */
  int length() {
    return length;
  }

  /** Number of rows, padding included. */
  int rows() {
    return batch * length;
  }

  /** Pictures as unsigned bytes, rows × height × width × 3. */
  byte[] images() {
    return images;
  }

  /** Actions that led to the pictures, rows × length. */
  float[] actions() {
    return actions;
  }

  /** Rewards on arrival at the pictures. */
  float[] rewards() {
    return rewards;
  }

  /** 1 where the picture is the last of a task that ended, else 0. */
  float[] terminals() {
    return terminals;
  }

  /** 1 for rows of an episode, 0 for padding. */
  float[] mask() {
    return mask;
  }

  /** How many rows are not padding; 1 or more once filled. */
  int valid() {
    int count = 0;
    for (float value : mask) {
      count += (int) value;
    }
    return count;
  }

  /**
   * Fills the batch anew: an episode uniformly, then a start uniformly among those from which a
   * whole sequence fits. An episode that is shorter starts at its beginning and is padded.
   */
  void sample(DatasetView data, RandomGenerator random) {
    for (int b = 0; b < batch; b++) {
      int episode = random.nextInt(data.episodes());
      int pictures = data.length(episode) + 1;
      fill(b, data, episode, random.nextInt(Math.max(1, pictures - length + 1)));
    }
  }

  /** Puts a part of an episode, which begins at one of its pictures, into one sequence. */
  void fill(int sequence, DatasetView data, int episode, int start) {
    int last = data.length(episode);
    int count = Math.min(length, last + 1 - start);
    Arrays.fill(partImages, (byte) 0);
    Arrays.fill(partActions, 0);
    Arrays.fill(partRewards, 0);
    data.images(episode, start, count, partImages, 0);
    // What led to the first picture lies before the start, and nothing led to picture 0.
    int missing = start == 0 ? 1 : 0;
    if (count > missing) {
      int from = start - 1 + missing;
      data.actions(episode, from, count - missing, partActions, missing * actionSize);
      data.rewards(episode, from, count - missing, partRewards, missing);
    }
    for (int t = 0; t < length; t++) {
      int row = t * batch + sequence;
      mask[row] = t < count ? 1 : 0;
      rewards[row] = partRewards[t];
      terminals[row] = t < count && start + t == last && data.terminated(episode) ? 1 : 0;
      System.arraycopy(partImages, t * imageBytes, images, row * imageBytes, imageBytes);
      System.arraycopy(partActions, t * actionSize, actions, row * actionSize, actionSize);
    }
  }
}
