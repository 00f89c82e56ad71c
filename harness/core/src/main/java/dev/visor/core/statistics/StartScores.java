package dev.visor.core.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scores of one variant, told apart by the starts that they were evaluated from: for each cell,
 * for each training seed, one value a start. A score is the mean of its values. Immutable.
 */
public final class StartScores {
  private final List<List<Trial>> cells;

  /** One training seed in a cell. */
  public static final class Trial {
    private final int starts;
    private final double[] values;

    /**
     * Takes values.
     *
     * @param starts number of the set of starts, from 0; trials of the same set were evaluated from
     *     the same starts, in the same order, whatever their variant and cell
     * @param values one for each start of the set
     */
    public Trial(int starts, double... values) {
      if (values.length == 0 || Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
        throw new IllegalArgumentException("values by start " + Arrays.toString(values));
      }
      this.starts = starts;
      this.values = values.clone();
    }

    /** The score from starts that were drawn so many times each. */
    private double drawn(int[] times) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += times[i] * values[i];
      }
      return sum / values.length;
    }
  }

  /**
   * Takes scores.
   *
   * @param cells for each cell its trials, of which there may be different numbers
   */
  public StartScores(List<List<Trial>> cells) {
    if (cells.isEmpty() || cells.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("scores without a cell, or a cell without scores");
    }
    this.cells = cells.stream().map(List::copyOf).toList();
  }

  /** How many starts each set has, by its number; 0 for one that neither of the two has. */
  static int[] starts(StartScores first, StartScores second) {
    int sets = 1 + Math.max(first.lastSet(), second.lastSet());
    int[] starts = new int[sets];
    Stream.of(first, second)
        .flatMap(scores -> scores.cells.stream())
        .flatMap(List::stream)
        .forEach(
            trial -> {
              int other = starts[trial.starts];
              if (other != 0 && other != trial.values.length) {
                throw new IllegalArgumentException(
                    "a set of " + other + " starts has " + trial.values.length + " values");
              }
              starts[trial.starts] = trial.values.length;
            });
    return starts;
  }

  private int lastSet() {
    return cells.stream().flatMap(List::stream).mapToInt(trial -> trial.starts).max().orElse(0);
  }

  int cells() {
    return cells.size();
  }

  int count(int cell) {
    return cells.get(cell).size();
  }

  /**
   * The score of a trial from starts that were drawn.
   *
   * @param times for each set of starts, how often each of them was drawn
   */
  double drawn(int cell, int trial, int[][] times) {
    Trial of = cells.get(cell).get(trial);
    return of.drawn(times[of.starts]);
  }
}
