package dev.visor.core.leaderboard;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.Scores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How a variant does in a group.
 *
 * @param variant its name
 * @param trials of each cell of the group
 * @param measured the cells that have any value
 * @param scores of these cells; empty where no trial has a value
 * @param iqm interquartile mean of the scores
 * @param interval of the interquartile mean; empty where resampling has nothing to choose from
 * @param ok how many trials have a value
 * @param expected how many trials there should be
 */
record Standing(
    String variant,
    List<CellTrials> trials,
    List<Cell> measured,
    Optional<Scores> scores,
    OptionalDouble iqm,
    Optional<Interval> interval,
    int ok,
    int expected) {

  /** How a variant does in the cells of a group. */
  static Standing of(
      String variant, String group, List<Cell> cells, TrialTable table, Resamples resamples) {
    List<CellTrials> trials = cells.stream().map(cell -> table.trials(variant, cell)).toList();
    List<Cell> measured =
        cells.stream().filter(cell -> table.trials(variant, cell).ok() > 0).toList();
    Optional<Scores> scores = scores(trials, CellTrials::values);
    return new Standing(
        variant,
        trials,
        measured,
        scores,
        number(scores.map(Aggregates::interquartileMean)),
        scores.flatMap(of -> resamples.interquartileMean(group, variant, measured, of)),
        trials.stream().mapToInt(CellTrials::ok).sum(),
        trials.stream().mapToInt(CellTrials::expected).sum());
  }

  /** Whether it can be ranked: no trial is missing, and it was asked for the whole group. */
  boolean complete() {
    return iqm.isPresent() && !lacksTrials() && askedForAll();
  }

  /** Whether a trial that there should be has no value. */
  boolean lacksTrials() {
    return ok < expected;
  }

  /** Whether it was asked for every cell of the group: else others were measured by other cells. */
  boolean askedForAll() {
    return trials.stream().allMatch(CellTrials::asked);
  }

  List<TrialRow> rows() {
    return trials.stream().flatMap(cell -> cell.rows().stream()).toList();
  }

  /** The interquartile mean where the last evaluation alone is scored. */
  OptionalDouble finalIqm() {
    return number(scores(trials, CellTrials::finalValues).map(Aggregates::interquartileMean));
  }

  /** The interquartile mean if every missing trial had a value. */
  OptionalDouble iqmWith(double missing) {
    return number(
        scores(trials, cell -> cell.filledWith(missing)).map(Aggregates::interquartileMean));
  }

  /** A statistic of the scores; empty where there are none. */
  OptionalDouble statistic(Function<Scores, Double> of) {
    return number(scores.map(of));
  }

  private static Optional<Scores> scores(
      List<CellTrials> trials, Function<CellTrials, double[]> values) {
    double[][] present =
        trials.stream().map(values).filter(cell -> cell.length > 0).toArray(double[][]::new);
    return present.length == 0 ? Optional.empty() : Optional.of(Scores.of(present));
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
