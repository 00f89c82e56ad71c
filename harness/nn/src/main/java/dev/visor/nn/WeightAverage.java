package dev.visor.nn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * An average of weights, to act in place of those that are trained. Weights sway with the last few
 * batches, and a task in which one wrong action leads to the next makes much of that: see Block,
 * Foster, Krishnamurthy, Simchowitz and Zhang, "Butterfly Effects of SGD Noise: Error Amplification
 * in Behavior Cloning and Autoregression", ICLR 2024, arXiv 2310.11428.
 *
 * <pre>
 * θ̄ ← θ̄ + max(1 − kept, 1 / n) (θ − θ̄)
 * </pre>
 *
 * <p>After n updates it is the plain mean of all weights so far at first, and later, exponentially,
 * of the last 1 / (1 − kept).
 */
public final class WeightAverage {
  private final Parameters weights;
  private final double kept;
  private final Parameters average;
  private long followed;

  /**
   * An average that has followed nothing yet.
   *
   * @param weights what is trained, in whose workspace the average lies
   * @param kept part of the average that an update keeps, below 1; 0 for no average at all
   * @throws IllegalArgumentException if that part is not of [0, 1)
   */
  public WeightAverage(Parameters weights, double kept) {
    if (!(kept >= 0 && kept < 1)) {
      throw new IllegalArgumentException("an update keeps a part of [0, 1), not " + kept);
    }
    this.weights = weights;
    this.kept = kept;
    average = kept > 0 ? weights.zeros() : weights;
  }

  /** Takes in the weights as they are after an update. */
  public void follow() {
    if (kept > 0) {
      followed++;
      average.approach(weights, (float) Math.max(1 - kept, 1.0 / followed));
    }
  }

  /** What acts, shared: the weights themselves where none is kept, or nothing was followed yet. */
  public Parameters acting() {
    return followed == 0 ? weights : average;
  }

  /** Writes the average; nothing where there is none. */
  public void save(DataOutputStream out) throws IOException {
    if (kept > 0) {
      out.writeLong(followed);
      average.write(out);
    }
  }

  /** Takes up what {@link #save} wrote for the same weights and the same part. */
  public void restore(DataInputStream in) throws IOException {
    if (kept > 0) {
      followed = in.readLong();
      average.read(in);
    }
  }
}
