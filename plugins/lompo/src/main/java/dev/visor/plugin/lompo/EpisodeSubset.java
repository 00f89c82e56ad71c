package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import java.util.Arrays;

/** Some episodes of a dataset, in its order. */
final class EpisodeSubset implements DatasetView {
  /** Fewer episodes than this are all needed to learn from. */
  private static final int FEWEST_TO_SPLIT = 10;

  private static final int FEWEST_HELD_OUT = 2;

  private final DatasetView dataset;
  private final int[] chosen;
  private final long transitions;

  /**
   * @param chosen numbers of the episodes in the dataset, rising
   */
  EpisodeSubset(DatasetView dataset, int... chosen) {
    this.dataset = dataset;
    this.chosen = chosen.clone();
    transitions = Arrays.stream(chosen).mapToLong(dataset::length).sum();
  }

  /**
   * A dataset in two.
   *
   * @param learned episodes to learn from
   * @param heldOut episodes to judge by; may have none
   */
  record Split(DatasetView learned, EpisodeSubset heldOut) {}

  /**
   * Holds a share of the episodes out: at least two, and none where there are fewer than ten.
   *
   * @param share of all episodes, below 1; 0 for none at all
   * @param random by which they are chosen, from its beginning on: a training that is taken up
   *     again splits as it did at first
   */
  static Split split(DatasetView dataset, double share, RandomStream random) {
    int episodes = dataset.episodes();
    if (share == 0 || episodes < FEWEST_TO_SPLIT) {
      return new Split(dataset, new EpisodeSubset(dataset));
    }
    int count = Math.max(FEWEST_HELD_OUT, (int) Math.round(share * episodes));
    random.seek(0);
    int[] learned = new int[episodes - count];
    int[] heldOut = new int[count];
    int left = count;
    for (int episode = 0, i = 0, j = 0; episode < episodes; episode++) {
      // Each set of so many episodes has the same chance (Fan, Muller and Rezucha 1962).
      if (random.nextInt(episodes - episode) < left) {
        heldOut[j++] = episode;
        left--;
      } else {
        learned[i++] = episode;
      }
    }
    return new Split(new EpisodeSubset(dataset, learned), new EpisodeSubset(dataset, heldOut));
  }

  @Override
  public ObservationSpec observation() {
    return dataset.observation();
  }

  @Override
  public int actionSize() {
    return dataset.actionSize();
  }

  @Override
  public int episodes() {
    return chosen.length;
  }

  @Override
  public int length(int episode) {
    return dataset.length(chosen[episode]);
  }

  @Override
  public long transitions() {
    return transitions;
  }

  @Override
  public boolean terminated(int episode) {
    return dataset.terminated(chosen[episode]);
  }

  @Override
  public void images(int episode, int from, int count, byte[] target, int offset) {
    dataset.images(chosen[episode], from, count, target, offset);
  }

  @Override
  public void proprio(int episode, int from, int count, float[] target, int offset) {
    dataset.proprio(chosen[episode], from, count, target, offset);
  }

  @Override
  public void actions(int episode, int from, int count, float[] target, int offset) {
    dataset.actions(chosen[episode], from, count, target, offset);
  }

  @Override
  public void rewards(int episode, int from, int count, float[] target, int offset) {
    dataset.rewards(chosen[episode], from, count, target, offset);
  }
}
