package dev.visor.core.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a gate decides.
 *
 * @param metric what is judged; empty for {@code score_0_100} where there is one, and for the first
 *     metric elsewhere
 * @param suiteLevel chance of a false alarm of the rule for all cells together, in (0, 1)
 * @param cellLevel chance of a false alarm in any of the cells, in (0, 1)
 * @param suiteDrop least drop of all cells together that counts, in the metric's unit
 * @param cellDrop least drop of a cell that counts
 * @param mustSee a drop of any one cell that the gate has to be able to find; where it is not, the
 *     gate is inconclusive
 * @param confirmSeeds further seeds of an accused cell
 * @param mayDiffer columns in which the two sides may differ
 * @param waivers cells that may be worse for a while
 */
public record GatePolicy(
    Optional<String> metric,
    double suiteLevel,
    double cellLevel,
    OptionalDouble suiteDrop,
    OptionalDouble cellDrop,
    OptionalDouble mustSee,
    int confirmSeeds,
    Set<String> mayDiffer,
    List<Waiver> waivers) {
  /** What holds where no policy is named. */
  public static final GatePolicy DEFAULT =
      new GatePolicy(
          Optional.empty(),
          0.01,
          0.04,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          5,
          Set.of("algorithm_version"),
          List.of());

  private static final String SCORE = "score_0_100";
  private static final double SUITE_DROP = 1;
  private static final double CELL_DROP = 2;

  /** From one reference return to the other: a gate that would miss this sees nothing. */
  private static final double WHOLE_SCALE = 100;

  public GatePolicy {
    mayDiffer = Set.copyOf(mayDiffer);
    waivers = List.copyOf(waivers);
  }

  /** The least drop of all cells together that counts; any, in a unit that is not known. */
  double suiteDrop(String ofMetric) {
    return suiteDrop.orElse(ofMetric.equals(SCORE) ? SUITE_DROP : 0);
  }

  /** The least drop of a cell that counts. */
  double cellDrop(String ofMetric) {
    return cellDrop.orElse(ofMetric.equals(SCORE) ? CELL_DROP : 0);
  }

  /** The drop of one cell that must be found; the largest there is, in a unit that is not known. */
  double mustSee(String ofMetric) {
    return mustSee.orElse(ofMetric.equals(SCORE) ? WHOLE_SCALE : Double.MAX_VALUE);
  }

  /** What is judged, of the metrics that both sides have. */
  String metric(List<String> common) {
    return metric.orElseGet(
        () -> common.contains(SCORE) || common.isEmpty() ? SCORE : common.get(0));
  }
}
