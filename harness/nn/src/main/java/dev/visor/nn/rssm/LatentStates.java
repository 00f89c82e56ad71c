package dev.visor.nn.rssm;

import java.util.Arrays;

/** A batch of latent states: a deterministic and a stochastic part for each row. */
public final class LatentStates {
  private final int deterSize;
  private final int stochSize;
  private final float[] deter;
  private final float[] stoch;

  /** States of zeros, which every episode and every sequence begins with. */
  public LatentStates(LatentShape shape, int rows) {
    deterSize = shape.deter();
    stochSize = shape.stoch();
    deter = new float[rows * deterSize];
    stoch = new float[rows * stochSize];
  }

  /** Deterministic parts, rows × length, to read and to write. */
  public float[] deter() {
    return deter;
  }

  /** Stochastic parts, rows × length, to read and to write. */
  public float[] stoch() {
    return stoch;
  }

  /** Length of a row of features. */
  public int features() {
    return stochSize + deterSize;
  }

  /** Goes back to zeros. */
  public void clear() {
    Arrays.fill(deter, 0);
    Arrays.fill(stoch, 0);
  }

  /** Copies the features of a row: stochastic, then deterministic part. */
  public void features(int row, float[] target, int offset) {
    System.arraycopy(stoch, row * stochSize, target, offset, stochSize);
    System.arraycopy(deter, row * deterSize, target, offset + stochSize, deterSize);
  }

  /** Copies the features of the first rows. */
  public void features(float[] target, int rows) {
    for (int row = 0; row < rows; row++) {
      features(row, target, row * features());
    }
  }

  /** Takes over a row of other states. */
  public void set(int row, LatentStates source, int sourceRow) {
    System.arraycopy(source.deter, sourceRow * deterSize, deter, row * deterSize, deterSize);
    System.arraycopy(source.stoch, sourceRow * stochSize, stoch, row * stochSize, stochSize);
  }

  /** Takes over features: stochastic, then deterministic part. */
  public void set(int row, float[] source, int offset) {
    System.arraycopy(source, offset, stoch, row * stochSize, stochSize);
    System.arraycopy(source, offset + stochSize, deter, row * deterSize, deterSize);
  }
}
