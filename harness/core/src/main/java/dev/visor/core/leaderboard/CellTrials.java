package dev.visor.core.leaderboard;

import dev.visor.core.evidence.TrialRow;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The trials of one variant in one cell. */
final class CellTrials {
  private final List<TrialRow> rows;
  private final int expected;
  private final double[] values;
  private final double[] finalValues;

  /**
   * @param rows one for each trial that has ended
   * @param seeds how many the suite asks for; 0 if it does not ask this variant for this cell
   */
  CellTrials(List<TrialRow> rows, int seeds) {
    this.rows = List.copyOf(rows);
    this.expected = Math.max(seeds, rows.size());
    this.values = present(rows, TrialRow::value);
    this.finalValues = present(rows, TrialRow::finalValue);
  }

  List<TrialRow> rows() {
    return rows;
  }

  /** Whether there should be any. */
  boolean asked() {
    return expected > 0;
  }

  /** How many trials there should be. */
  int expected() {
    return expected;
  }

  /** How many trials have a value. */
  int ok() {
    return values.length;
  }

  double[] values() {
    return values.clone();
  }

  double[] finalValues() {
    return finalValues.clone();
  }

  /** The values, with a number in place of every missing one. */
  double[] filledWith(double missing) {
    double[] filled = Arrays.copyOf(values, expected);
    Arrays.fill(filled, values.length, expected, missing);
    return filled;
  }

  private static double[] present(List<TrialRow> rows, Function<TrialRow, OptionalDouble> value) {
    return rows.stream()
        .map(value)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }
}
