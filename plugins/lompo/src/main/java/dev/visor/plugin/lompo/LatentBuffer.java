package dev.visor.plugin.lompo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** The newest imagined transitions: a ring in which new ones take the place of the oldest. */
final class LatentBuffer {
  private final int capacity;
  private final int featureSize;
  private final int actionSize;
  private final float[] features;
  private final float[] actions;
  private final float[] nextFeatures;
  private final float[] rewards;
  private final float[] continues;
  private int size;
  private int next;

  /**
   * @param capacity greatest number of transitions, 1 or more
   */
  LatentBuffer(int capacity, int featureSize, int actionSize) {
    this.capacity = capacity;
    this.featureSize = featureSize;
    this.actionSize = actionSize;
    features = new float[Math.multiplyExact(capacity, featureSize)];
    actions = new float[Math.multiplyExact(capacity, actionSize)];
    nextFeatures = new float[features.length];
    rewards = new float[capacity];
    continues = new float[capacity];
  }

  int capacity() {
    return capacity;
  }

  /** Number of transitions it holds now. */
  int size() {
    return size;
  }

  /** Adds the first transitions of a batch. */
  void add(AgentBatch batch, int rows) {
    for (int row = 0; row < rows; row++) {
      copy(batch.features(), row, features, next, featureSize);
      copy(batch.actions(), row, actions, next, actionSize);
      copy(batch.nextFeatures(), row, nextFeatures, next, featureSize);
      rewards[next] = batch.rewards()[row];
      continues[next] = batch.continues()[row];
      next = (next + 1) % capacity;
      size = Math.min(size + 1, capacity);
    }
  }

  /** Draws transitions uniformly, with replacement, into some rows of a batch. */
  void sample(RandomGenerator random, AgentBatch target, int from, int count) {
    for (int row = from; row < from + count; row++) {
      copy(random.nextInt(size), target, row);
    }
  }

  /** Copies one transition, by its place in the ring. */
  void copy(int place, AgentBatch target, int row) {
    copy(features, place, target.features(), row, featureSize);
    copy(actions, place, target.actions(), row, actionSize);
    copy(nextFeatures, place, target.nextFeatures(), row, featureSize);
    target.rewards()[row] = rewards[place];
    target.continues()[row] = continues[place];
  }

  private static void copy(float[] source, int sourceRow, float[] target, int row, int length) {
    System.arraycopy(source, sourceRow * length, target, row * length, length);
  }

  /** Writes what it holds. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(size);
    out.writeInt(next);
    FloatFile.write(out, features, size * featureSize);
    FloatFile.write(out, actions, size * actionSize);
    FloatFile.write(out, nextFeatures, size * featureSize);
    FloatFile.write(out, rewards, size);
    FloatFile.write(out, continues, size);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    size = in.readInt();
    next = in.readInt();
    if (size < 0 || size > capacity || next < 0 || next >= capacity) {
      throw new IOException(
          "a checkpoint with " + size + " imagined rows, where " + capacity + " are kept at most");
    }
    FloatFile.read(in, features, size * featureSize);
    FloatFile.read(in, actions, size * actionSize);
    FloatFile.read(in, nextFeatures, size * featureSize);
    FloatFile.read(in, rewards, size);
    FloatFile.read(in, continues, size);
  }
}
