package dev.visor.core.leaderboard;

import java.util.OptionalDouble;

/**
 * Two variants in a group.
 *
 * @param group as in the leaderboard
 * @param metric what is compared
 * @param first the one
 * @param second the other
 * @param cells on which both have values
 * @param probability that a seed of the first is better than a seed of the second
 * @param low lower end of its interval; empty where no cell has two seeds
 * @param high upper end
 */
public record PairwiseRow(
    String group,
    String metric,
    String first,
    String second,
    int cells,
    double probability,
    OptionalDouble low,
    OptionalDouble high) {
  /**
   * The same two in the other order.
   *
   * @param turnedProbability one minus the probability, but for rounding
   */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // swapping the two is the point
  PairwiseRow turned(double turnedProbability) {
    return new PairwiseRow(
        group, metric, second, first, cells, turnedProbability, complement(high), complement(low));
  }

  private static OptionalDouble complement(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(1 - value.getAsDouble()) : value;
  }
}
