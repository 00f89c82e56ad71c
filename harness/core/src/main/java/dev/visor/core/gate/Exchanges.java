package dev.visor.core.gate;

import dev.visor.api.RandomStream;

/**
 * The ways in which the two labels of a cell, <i>now</i> and <i>before</i>, can be exchanged among
 * its seeds. If nothing changed, the labels say nothing, and each of these ways was as likely as
 * the one that is.
 *
 * <p>All of them are looked at where there are not too many; of more, a fixed random choice. The
 * first is the one that is.
 */
final class Exchanges {
  /** Five seeds against ten have 3,003. */
  private static final int MOST = 20_000;

  private final int now;
  private final int before;
  private final int[][] chosen;
  private final int[] kept;

  /**
   * @param now seeds of the run, 1 or more
   * @param before seeds that it is held against, 1 or more
   */
  Exchanges(int now, int before) {
    this.now = now;
    this.before = before;
    long all = count(now + before, now);
    chosen = all <= MOST ? all((int) all) : drawn();
    kept = new int[chosen.length];
    for (int i = 0; i < kept.length; i++) {
      for (int place : chosen[i]) {
        kept[i] += place < now ? 1 : 0;
      }
    }
  }

  /** Whether there are enough of them for a p-value at a level. */
  boolean reach(double level) {
    return level * chosen.length >= 1 - 1e-9;
  }

  /**
   * By how much the mean of now is below that of before, for each exchange.
   *
   * @param values those of now, and after them those of before
   */
  double[] drops(double[] values) {
    double total = total(values);
    double[] drops = new double[chosen.length];
    for (int i = 0; i < drops.length; i++) {
      drops[i] = drop(values, total, i);
    }
    return drops;
  }

  /** The drop of one exchange. */
  double drop(double[] values, double total, int exchange) {
    double sum = 0;
    for (int place : chosen[exchange]) {
      sum += values[place];
    }
    return (total - sum) / before - sum / now;
  }

  static double total(double[] values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return total;
  }

  /** How many are looked at. */
  int count() {
    return chosen.length;
  }

  /** How many of an exchange's seeds of now are so in truth. */
  int kept(int exchange) {
    return kept[exchange];
  }

  /**
   * The share of exchanges that show as great a drop as the first, which is itself one of them: the
   * one-sided p-value, exact where all are looked at.
   */
  static double share(double[] drops) {
    // Sums in another order differ in their last digits; equal drops must count as equal.
    double rounding = 1e-9 * (1 + Math.abs(drops[0]));
    int asGreat = 0;
    for (double drop : drops) {
      asGreat += drop >= drops[0] - rounding ? 1 : 0;
    }
    return (double) asGreat / drops.length;
  }

  /** Binomial coefficient, or one more than {@link #MOST}. */
  private static long count(int of, int choose) {
    long count = 1;
    for (int i = 1; i <= choose; i++) {
      count = count * (of - choose + i) / i;
      if (count > MOST) {
        return MOST + 1L;
      }
    }
    return count;
  }

  private int[][] all(int count) {
    int[][] all = new int[count][];
    int[] next = new int[now];
    for (int i = 0; i < now; i++) {
      next[i] = i;
    }
    for (int i = 0; i < count; i++) {
      all[i] = next.clone();
      advance(next);
    }
    return all;
  }

  /** The next subset in lexicographic order. */
  private void advance(int[] subset) {
    int at = now - 1;
    while (at >= 0 && subset[at] == before + at) {
      at--;
    }
    if (at >= 0) {
      subset[at]++;
      for (int i = at + 1; i < now; i++) {
        subset[i] = subset[i - 1] + 1;
      }
    }
  }

  private int[][] drawn() {
    RandomStream stream =
        RandomStream.of("gate", "exchanges", Integer.toString(now), Integer.toString(before));
    int[] order = new int[now + before];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int[][] drawn = new int[MOST][now];
    for (int i = 0; i < drawn.length; i++) {
      System.arraycopy(order, 0, drawn[i], 0, now);
      for (int j = 0; j < now; j++) {
        int other = j + stream.nextInt(order.length - j);
        int swapped = order[j];
        order[j] = order[other];
        order[other] = swapped;
      }
    }
    return drawn;
  }
}
