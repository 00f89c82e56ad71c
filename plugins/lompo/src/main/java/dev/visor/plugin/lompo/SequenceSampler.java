package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Fills batches with random parts of episodes: an episode uniformly, then a start uniformly among
 * those from which a whole sequence fits. An episode that is shorter starts at its beginning and is
 * padded.
 *
 * <p>The dataset's action t is taken at picture t; a row's action led to its picture. So row t
 * holds picture t, action t − 1 and reward t − 1.
 */
final class SequenceSampler {
  private final DatasetView dataset;
  private final int imageBytes;
  private final int actionSize;
  private final byte[] images;
  private final float[] actions;
  private final float[] rewards;
  private final float[] proprio;

  SequenceSampler(DatasetView dataset, int length) {
    this.dataset = dataset;
    imageBytes = dataset.observation().imageBytes();
    actionSize = dataset.actionSize();
    images = new byte[length * imageBytes];
    actions = new float[length * actionSize];
    rewards = new float[length];
    proprio = new float[length * dataset.observation().proprio()];
  }

  /** Fills a batch with sequences drawn anew. */
  void sample(SequenceBatch target, RandomGenerator random) {
    for (int b = 0; b < target.batch(); b++) {
      int episode = random.nextInt(dataset.episodes());
      int pictures = dataset.length(episode) + 1;
      int starts = Math.max(1, pictures - target.length() + 1);
      fill(target, b, episode, random.nextInt(starts));
    }
  }

  /** Puts a part of an episode, which begins at one of its pictures, into one sequence. */
  void fill(SequenceBatch target, int sequence, int episode, int start) {
    int last = dataset.length(episode);
    int count = Math.min(target.length(), last + 1 - start);
    dataset.images(episode, start, count, images, 0);
    int felt = target.proprio().length / target.rows();
    if (felt > 0) {
      dataset.proprio(episode, start, count, proprio, 0);
    }
    // What led to the first picture lies before the start, and nothing led to picture 0.
    int missing = start == 0 ? 1 : 0;
    Arrays.fill(actions, 0, actionSize, 0);
    Arrays.fill(rewards, 0, 1, 0);
    if (count > missing) {
      dataset.actions(episode, start - 1 + missing, count - missing, actions, missing * actionSize);
      dataset.rewards(episode, start - 1 + missing, count - missing, rewards, missing);
    }
    for (int t = 0; t < target.length(); t++) {
      int row = t * target.batch() + sequence;
      boolean real = t < count;
      target.mask()[row] = real ? 1 : 0;
      target.rewards()[row] = real ? rewards[t] : 0;
      target.terminals()[row] = real && start + t == last && dataset.terminated(episode) ? 1 : 0;
      if (real) {
        System.arraycopy(images, t * imageBytes, target.images(), row * imageBytes, imageBytes);
        System.arraycopy(proprio, t * felt, target.proprio(), row * felt, felt);
        System.arraycopy(actions, t * actionSize, target.actions(), row * actionSize, actionSize);
      } else {
        Arrays.fill(target.images(), row * imageBytes, (row + 1) * imageBytes, (byte) 0);
        Arrays.fill(target.proprio(), row * felt, (row + 1) * felt, 0);
        Arrays.fill(target.actions(), row * actionSize, (row + 1) * actionSize, 0);
      }
    }
  }
}
