package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The dataset as the world model sees it: posterior samples of every picture, beside the recorded
 * actions and rewards. Each picture is kept once, though it ends one transition and begins another.
 *
 * <p>Actions here are in the dataset's convention: action t is taken at picture t.
 */
final class RealLatents {
  private final int featureSize;
  private final int actionSize;
  private final int[] firstTransition;
  private final float[] features;
  private final float[] actions;
  private final float[] rewards;
  private final boolean[] terminated;

  /**
   * Takes actions and rewards from a dataset; the pictures are still to come.
   *
   * @param ends whether the task ends where an episode says so; else value goes on there, as it
   *     does in imagination
   */
  RealLatents(DatasetView dataset, int featureSize, boolean ends) {
    this.featureSize = featureSize;
    actionSize = dataset.actionSize();
    int transitions = Math.toIntExact(dataset.transitions());
    int episodes = dataset.episodes();
    firstTransition = new int[episodes + 1];
    features = new float[Math.multiplyExact(transitions + episodes, featureSize)];
    actions = new float[transitions * actionSize];
    rewards = new float[transitions];
    terminated = new boolean[episodes];
    for (int episode = 0; episode < episodes; episode++) {
      int length = dataset.length(episode);
      int first = firstTransition[episode];
      dataset.actions(episode, 0, length, actions, first * actionSize);
      dataset.rewards(episode, 0, length, rewards, first);
      terminated[episode] = ends && dataset.terminated(episode);
      firstTransition[episode + 1] = first + length;
    }
  }

  /** Number of transitions. */
  int size() {
    return rewards.length;
  }

  /** The standard deviation of the rewards. */
  double rewardDeviation() {
    double mean = 0;
    for (float reward : rewards) {
      mean += (double) reward / rewards.length;
    }
    double variance = 0;
    for (float reward : rewards) {
      variance += (reward - mean) * (reward - mean) / rewards.length;
    }
    return Math.sqrt(variance);
  }

  /** Where in {@link #features()} the row of a picture begins. */
  int offset(int episode, int picture) {
    // Every earlier episode has one picture more than transitions.
    return (firstTransition[episode] + episode + picture) * featureSize;
  }

  /** Features of all pictures, to write. */
  float[] features() {
    return features;
  }

  /** Draws transitions uniformly, with replacement, into some rows of a batch. */
  void sample(RandomGenerator random, AgentBatch target, int from, int count) {
    for (int row = from; row < from + count; row++) {
      copy(random.nextInt(size()), target, row);
    }
  }

  /** Copies one transition. */
  void copy(int transition, AgentBatch target, int row) {
    int found = Arrays.binarySearch(firstTransition, transition);
    int episode = found >= 0 ? found : -found - 2;
    int picture = transition - firstTransition[episode];
    boolean last = transition + 1 == firstTransition[episode + 1];
    int offset = offset(episode, picture);
    System.arraycopy(features, offset, target.features(), row * featureSize, featureSize);
    System.arraycopy(
        features, offset + featureSize, target.nextFeatures(), row * featureSize, featureSize);
    System.arraycopy(
        actions, transition * actionSize, target.actions(), row * actionSize, actionSize);
    target.rewards()[row] = rewards[transition];
    target.continues()[row] = last && terminated[episode] ? 0 : 1;
  }

  /** Writes the features; the rest is the dataset's. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(features.length);
    FloatFile.write(out, features, features.length);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count != features.length) {
      throw new IOException(
          "a checkpoint with " + count + " features, where the dataset has " + features.length);
    }
    FloatFile.read(in, features, count);
  }
}
