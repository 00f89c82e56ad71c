package dev.visor.plugin.lompo;

import java.util.Arrays;

/** A batch of states of the world model: a deterministic and a stochastic part for each row. */
final class LatentStates {
  private final int deterSize;
  private final int stochSize;
  private final float[] deter;
  private final float[] stoch;

  /** States of zeros, which every episode and every sequence begins with. */
  LatentStates(ModelShape shape, int rows) {
    deterSize = shape.deter();
    stochSize = shape.stoch();
    deter = new float[rows * deterSize];
    stoch = new float[rows * stochSize];
  }

  /** Deterministic parts, rows × length, to read and to write. */
  float[] deter() {
    return deter;
  }

  /** Stochastic parts, rows × length, to read and to write. */
  float[] stoch() {
    return stoch;
  }

  /** Length of a row of features. */
  int features() {
    return stochSize + deterSize;
  }

  /** Goes back to zeros. */
  void clear() {
    Arrays.fill(deter, 0);
    Arrays.fill(stoch, 0);
  }

  /** Copies the features of a row: stochastic, then deterministic part. */
  void features(int row, float[] target, int offset) {
    System.arraycopy(stoch, row * stochSize, target, offset, stochSize);
    System.arraycopy(deter, row * deterSize, target, offset + stochSize, deterSize);
  }

  /** Copies the features of the first rows. */
  void features(float[] target, int rows) {
    for (int row = 0; row < rows; row++) {
      features(row, target, row * features());
    }
  }

  /** Takes over a row of other states. */
  void set(int row, LatentStates source, int sourceRow) {
    System.arraycopy(source.deter, sourceRow * deterSize, deter, row * deterSize, deterSize);
    System.arraycopy(source.stoch, sourceRow * stochSize, stoch, row * stochSize, stochSize);
  }
}
