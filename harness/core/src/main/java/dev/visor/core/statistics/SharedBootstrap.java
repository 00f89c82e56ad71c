package dev.visor.core.statistics;

import dev.visor.api.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The stratified bootstrap over seeds for very many scores. {@link Bootstrap} draws for every
 * statistic of every variant anew; where there are a million scores, that is hundreds of thousands
 * of millions of random numbers. Here, which seeds a replicate has is drawn once for each cell and
 * number of seeds, and every variant and statistic takes the same draws.
 *
 * <p>An interval is as good as with draws of its own, for it looks at one variant only: what is
 * shared is the error of chance. Where two variants are compared, their draws are independent all
 * the same, for there are two sets of them, and each stands on its own side.
 *
 * <p>What is left for a replicate is to walk over the values in ascending order and to look up how
 * often each was drawn. Safe for use by several threads.
 */
public final class SharedBootstrap {
  private final int replicates;
  private final Function<String, RandomStream> streams;
  private final Map<Draws, short[][]> drawn = new ConcurrentHashMap<>();
  private final Map<Pair, double[]> shares = new ConcurrentHashMap<>();

  /** Two variants in a cell. */
  private record Pair(String names, String cell) {}

  /** What is drawn together: the seeds of a cell, for one side of a comparison. */
  private record Draws(String cell, int seeds, boolean secondSide) {
    String name() {
      return cell + "/" + seeds + (secondSide ? "/second" : "/first");
    }
  }

  /**
   * @param replicates how many, 1 or more
   * @param streams a new stream for each name
   */
  public SharedBootstrap(int replicates, Function<String, RandomStream> streams) {
    if (replicates < 1) {
      throw new IllegalArgumentException("a bootstrap of " + replicates + " replicates");
    }
    this.replicates = replicates;
    this.streams = streams;
  }

  /**
   * Replicates of the interquartile mean.
   *
   * @param cells the names of the scores' cells, in their order
   */
  public double[] interquartileMeans(List<String> cells, Scores scores) {
    Walk walk = new Walk(cells, scores);
    double[] results = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      results[i] = walk.interquartileMean(i);
    }
    return results;
  }

  /**
   * Replicates of the fractions of values above thresholds.
   *
   * @param cells the names of the scores' cells, in their order
   * @param thresholds in ascending order
   * @return for each threshold its replicates
   */
  public double[][] fractionsAbove(List<String> cells, Scores scores, double[] thresholds) {
    Walk walk = new Walk(cells, scores);
    double[][] results = new double[thresholds.length][replicates];
    for (int i = 0; i < replicates; i++) {
      walk.fractionsAbove(i, thresholds, results);
    }
    return results;
  }

  /**
   * Replicates of the probability that the first improves on the second.
   *
   * @param pair a name of the two: what it is in a cell is kept, and not computed again in a group
   *     that has the same cell
   * @param cells the names of the cells of both, in their order
   */
  public double[] improvements(String pair, List<String> cells, Scores first, Scores second) {
    double[] results = new double[replicates];
    for (int i = 0; i < cells.size(); i++) {
      int cell = i;
      double[] ofCell =
          shares.computeIfAbsent(
              new Pair(pair, cells.get(i)), key -> shares(key.cell(), cell, first, second));
      for (int replicate = 0; replicate < replicates; replicate++) {
        results[replicate] += ofCell[replicate];
      }
    }
    for (int i = 0; i < replicates; i++) {
      results[i] /= cells.size();
    }
    return results;
  }

  /**
   * A cell's share of pairs in which the first is greater, of every replicate. With the second's
   * values in order and {@code upTo[k]} of those drawn among the first k, a value of the first that
   * has l of them below and h not above wins {@code (upTo[l] + upTo[h]) / 2} pairs.
   */
  private double[] shares(String name, int cell, Scores first, Scores second) {
    int[] order = order(second, cell);
    int count = first.count(cell);
    int[] below = new int[count];
    int[] notAbove = new int[count];
    for (int i = 0; i < count; i++) {
      for (int seed : order) {
        below[i] += second.value(cell, seed) < first.value(cell, i) ? 1 : 0;
        notAbove[i] += second.value(cell, seed) <= first.value(cell, i) ? 1 : 0;
      }
    }
    short[][] ofFirst = draws(new Draws(name, count, /* secondSide= */ false));
    short[][] ofSecond = draws(new Draws(name, order.length, /* secondSide= */ true));
    boolean tied = !Arrays.equals(below, notAbove);
    int[] upTo = new int[order.length + 1];
    double[] results = new double[replicates];
    // Counts fit an int, twice as fast to add up as a long: a cell has no tens of thousands of
    // seeds.
    double pairs = 2.0 * Math.multiplyExact(count, order.length);
    for (int replicate = 0; replicate < replicates; replicate++) {
      short[] times = ofSecond[replicate];
      int drawnUpTo = 0;
      for (int k = 0; k < order.length; k++) {
        drawnUpTo += times[order[k]];
        upTo[k + 1] = drawnUpTo;
      }
      times = ofFirst[replicate];
      int won = 0;
      for (int i = 0; i < count; i++) {
        won += times[i] * upTo[below[i]];
      }
      int wonOrTied = won;
      if (tied) {
        wonOrTied = 0;
        for (int i = 0; i < count; i++) {
          wonOrTied += times[i] * upTo[notAbove[i]];
        }
      }
      results[replicate] = (won + wonOrTied) / pairs;
    }
    return results;
  }

  private static int[] order(Scores scores, int cell) {
    return IntStream.range(0, scores.count(cell))
        .boxed()
        .sorted((a, b) -> Double.compare(scores.value(cell, a), scores.value(cell, b)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private short[][] draws(Draws wanted) {
    return drawn.computeIfAbsent(
        wanted,
        key -> {
          RandomStream stream = streams.apply(key.name());
          short[][] times = new short[replicates][key.seeds()];
          for (short[] replicate : times) {
            for (int i = 0; i < replicate.length; i++) {
              replicate[stream.nextInt(replicate.length)]++;
            }
          }
          return times;
        });
  }

  /** A variant's values in ascending order, each with the place of its seed among all. */
  private final class Walk {
    private final short[][][] cells;
    private final double[] sorted;
    private final int[] places;
    private final short[] times;

    Walk(List<String> names, Scores scores) {
      int count = scores.count();
      cells = new short[scores.cells()][][];
      sorted = scores.sorted();
      times = new short[count];
      places = new int[count];
      // Equal values take the next of their places, so that each place is taken once.
      int[] taken = new int[count];
      int place = 0;
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] =
            draws(new Draws(names.get(cell), scores.count(cell), /* secondSide= */ false));
        for (int i = 0; i < scores.count(cell); i++) {
          int first = first(scores.value(cell, i));
          places[first + taken[first]++] = place++;
        }
      }
    }

    /** Where a value stands in the order; the first of those that are equal to it. */
    private int first(double value) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Double.compare(sorted[middle], value) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private void load(int replicate) {
      int at = 0;
      for (short[][] cell : cells) {
        System.arraycopy(cell[replicate], 0, times, at, cell[replicate].length);
        at += cell[replicate].length;
      }
    }

    double interquartileMean(int replicate) {
      load(replicate);
      int trimmed = sorted.length / 4;
      int middle = sorted.length - 2 * trimmed;
      int next = 0;
      int passed = 0;
      while (passed <= trimmed) {
        passed += times[places[next++]];
      }
      // The value that crosses the lower border counts with what is beyond it.
      int left = middle - Math.min(middle, passed - trimmed);
      double sum = (middle - left) * sorted[next - 1];
      // Four sums at a time, which do not wait for each other, as long as none reaches the border.
      double second = 0;
      double third = 0;
      double fourth = 0;
      while (next + 4 <= sorted.length) {
        int a = times[places[next]];
        int b = times[places[next + 1]];
        int c = times[places[next + 2]];
        int d = times[places[next + 3]];
        if (a + b + c + d >= left) {
          break;
        }
        sum += a * sorted[next];
        second += b * sorted[next + 1];
        third += c * sorted[next + 2];
        fourth += d * sorted[next + 3];
        left -= a + b + c + d;
        next += 4;
      }
      sum += second + (third + fourth);
      while (left > 0) {
        int there = Math.min(left, times[places[next]]);
        sum += there * sorted[next];
        left -= there;
        next++;
      }
      return sum / middle;
    }

    void fractionsAbove(int replicate, double[] thresholds, double[][] results) {
      load(replicate);
      int above = sorted.length;
      int next = 0;
      for (int t = 0; t < thresholds.length; t++) {
        while (next < sorted.length && sorted[next] <= thresholds[t]) {
          above -= times[places[next++]];
        }
        results[t][replicate] = (double) above / sorted.length;
      }
    }
  }
}
