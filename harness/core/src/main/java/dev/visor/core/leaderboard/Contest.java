package dev.visor.core.leaderboard;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.OrderedScores;
import dev.visor.core.statistics.Scores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The variants in one group of cells: their aggregates, ranks and comparisons.
 *
 * <p>A variant with a missing trial has no rank: its values are shown, and beside them what they
 * would be had every missing trial scored 0 or 100. These are references and no limits; so where
 * any trial of the group scored less or more, it stands in for them. A rank comes with the best and
 * the worst rank that the intervals allow: by them a variant comes before another if the two do not
 * touch. The worst also leaves room for those that have no rank yet, unless they would not come so
 * far even if each of their missing trials were as good as that. Where some learn offline and
 * others online, neither has a rank over the cells of both.
 */
final class Contest {
  private final TrialTable table;
  private final MetricScale scale;
  private final String group;
  private final List<Cell> cells;
  private final LeaderboardOptions options;
  private final Resamples resamples;
  private final double worst;
  private final double best;
  private final List<Standing> standings;

  Contest(
      TrialTable table,
      String group,
      List<Cell> cells,
      LeaderboardOptions options,
      Resamples resamples) {
    this.table = table;
    this.scale = table.scale();
    this.group = group;
    this.cells = cells;
    this.options = options;
    this.resamples = resamples;
    DoubleSummaryStatistics scored =
        table.variants().stream()
            .flatMap(variant -> cells.stream().map(cell -> table.trials(variant, cell)))
            .flatMapToDouble(trials -> Arrays.stream(trials.values()))
            .summaryStatistics();
    this.worst = Math.min(MetricScale.WORST, scored.getMin());
    this.best = Math.max(MetricScale.BEST, scored.getMax());
    this.standings =
        table.variants().parallelStream()
            .filter(variant -> cells.stream().anyMatch(cell -> table.trials(variant, cell).asked()))
            .map(variant -> Standing.of(variant, group, cells, table, resamples))
            .sorted(bestFirst())
            .toList();
  }

  /** From best to worst; those without a rank come last. */
  List<Standing> standings() {
    return standings;
  }

  /** Whether a variant was asked for any cell of the group. */
  boolean has(String variant) {
    return standings.stream().anyMatch(standing -> standing.variant().equals(variant));
  }

  /** A row for each variant, from best to worst, compared with one of them. */
  List<LeaderboardRow> rows(String reference, List<PairwiseRow> pairs) {
    Map<String, PairwiseRow> withReference =
        pairs.stream()
            .filter(pair -> pair.second().equals(reference))
            .collect(Collectors.toMap(PairwiseRow::first, Function.identity()));
    return standings.stream()
        .map(standing -> row(standing, Optional.ofNullable(withReference.get(standing.variant()))))
        .toList();
  }

  private Comparator<Standing> bestFirst() {
    return Comparator.comparing((Standing standing) -> !standing.complete())
        .thenComparing(standing -> standing.iqm().isEmpty())
        .thenComparing(this::compare);
  }

  /** Negative if the first is better; 0 if one of them has no value. */
  private int compare(Standing first, Standing second) {
    return first.iqm().isPresent() && second.iqm().isPresent()
        ? scale.compare(first.iqm().getAsDouble(), second.iqm().getAsDouble())
        : 0;
  }

  private boolean isAhead(Standing first, Standing second) {
    if (first.interval().isEmpty() || second.interval().isEmpty()) {
      return false;
    }
    Interval one = first.interval().get();
    Interval other = second.interval().get();
    return scale.higherIsBetter() ? one.low() > other.high() : one.high() < other.low();
  }

  /** How many have no rank yet and could come before a variant once their trials are there. */
  private int rivalsToCome(Standing standing) {
    long begun =
        standings.stream()
            .filter(other -> other.askedForAll() && !other.complete())
            .filter(other -> couldReach(other, standing))
            .count();
    return (int) begun + table.notBegun(cells).size();
  }

  private boolean couldReach(Standing other, Standing standing) {
    return !scale.hasBounds()
        || other.iqmWith(best).orElse(best) >= standing.interval().map(Interval::low).orElse(worst);
  }

  private OptionalInt worstRank(Standing standing) {
    OptionalInt amongRanked =
        rank(standing, other -> isAnother(other, standing) && !isAhead(standing, other));
    return amongRanked.isPresent()
        ? OptionalInt.of(amongRanked.getAsInt() + rivalsToCome(standing))
        : amongRanked;
  }

  private static boolean isAnother(Standing first, Standing second) {
    return !first.variant().equals(second.variant());
  }

  private OptionalInt rank(Standing standing, Predicate<Standing> isBefore) {
    if (!standing.complete()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        1 + (int) standings.stream().filter(Standing::complete).filter(isBefore).count());
  }

  /**
   * Each variant with each other one that it shares a cell with, in both orders.
   *
   * @param reference whose pairs have an interval in any case
   */
  List<PairwiseRow> pairs(String reference) {
    List<Optional<OrderedScores>> ordered =
        standings.stream().map(standing -> standing.scores().map(OrderedScores::of)).toList();
    // Parallel within a variant: where only the reference's pairs have intervals, these are nearly
    // all the work, and all of one variant.
    return IntStream.range(0, standings.size())
        .boxed()
        .flatMap(
            i ->
                IntStream.range(i + 1, standings.size())
                    .parallel()
                    .boxed()
                    .flatMap(
                        j ->
                            pair(
                                standings.get(i),
                                ordered.get(i),
                                standings.get(j),
                                ordered.get(j),
                                reference))
                    .toList()
                    .stream())
        .toList();
  }

  /** Two variants in both orders; nothing if they share no cell. */
  private Stream<PairwiseRow> pair(
      Standing first,
      Optional<OrderedScores> firstOrdered,
      Standing second,
      Optional<OrderedScores> secondOrdered,
      String reference) {
    List<Cell> shared =
        first.measured().equals(second.measured())
            ? first.measured()
            : first.measured().stream().filter(second.measured()::contains).toList();
    if (shared.isEmpty()) {
      return Stream.empty();
    }
    Scores one = scores(first, shared);
    Scores other = scores(second, shared);
    OrderedScores oneOrdered = ordered(one, first, firstOrdered);
    OrderedScores otherOrdered = ordered(other, second, secondOrdered);
    double greater = oneOrdered.improvementOn(otherOrdered);
    double less = otherOrdered.improvementOn(oneOrdered);
    boolean up = scale.higherIsBetter();
    Optional<Interval> interval = Optional.empty();
    if (resamples.everyPair()
        || first.variant().equals(reference)
        || second.variant().equals(reference)) {
      interval =
          resamples.improvement(
              group, shared, first.variant(), up ? one : other, second.variant(), up ? other : one);
    }
    PairwiseRow row =
        new PairwiseRow(
            group,
            scale.metric(),
            first.variant(),
            second.variant(),
            shared.size(),
            up ? greater : less,
            end(interval, Interval::low),
            end(interval, Interval::high));
    return Stream.of(row, row.turned(up ? less : greater));
  }

  private Scores scores(Standing of, List<Cell> cells) {
    return of.measured().equals(cells)
        ? of.scores().orElseThrow()
        : Scores.of(
            cells.stream()
                .map(cell -> table.trials(of.variant(), cell).values())
                .toArray(double[][]::new));
  }

  private static OrderedScores ordered(
      Scores scores, Standing standing, Optional<OrderedScores> known) {
    return known.isPresent() && scores.cells() == standing.measured().size()
        ? known.get()
        : OrderedScores.of(scores);
  }

  private LeaderboardRow row(Standing standing, Optional<PairwiseRow> pair) {
    List<TrialRow> rows = standing.rows();
    OptionalDouble none = OptionalDouble.empty();
    return new LeaderboardRow(
        joined(rows, TrialRow::suite),
        joined(rows, TrialRow::suiteSha),
        group,
        rank(standing, other -> compare(other, standing) < 0),
        rank(standing, other -> isAhead(other, standing)),
        worstRank(standing),
        standing.variant(),
        joined(rows, TrialRow::algorithm),
        rows.stream().mapToInt(TrialRow::algorithmVersion).max().orElse(0),
        cells.size(),
        scale.metric(),
        scale.unit(),
        scale.higherIsBetter(),
        scale.name(),
        standing.iqm(),
        end(standing.interval(), Interval::low),
        end(standing.interval(), Interval::high),
        standing.statistic(Aggregates::mean),
        cells.size() == 1
            ? standing.scores().map(scores -> Aggregates.standardDeviation(scores, 0)).orElse(none)
            : none,
        standing.statistic(Aggregates::median),
        standing.finalIqm(),
        scale.hasBounds()
            ? standing.statistic(scores -> Aggregates.optimalityGap(scores, MetricScale.BEST))
            : OptionalDouble.empty(),
        ifMissingScored(standing, worst),
        ifMissingScored(standing, best),
        pair.map(PairwiseRow::second).orElse(""),
        pair.map(PairwiseRow::probability).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        pair.map(PairwiseRow::low).orElse(OptionalDouble.empty()),
        pair.map(PairwiseRow::high).orElse(OptionalDouble.empty()),
        standing.ok(),
        standing.expected(),
        (double) standing.ok() / standing.expected(),
        standing.trials().stream()
            .filter(CellTrials::asked)
            .mapToInt(CellTrials::ok)
            .min()
            .orElse(0),
        standing.trials().stream().mapToInt(CellTrials::ok).max().orElse(0),
        joined(rows, row -> row.checkpointRule().id()),
        rows.stream().mapToInt(TrialRow::evalEpisodes).min().orElse(0),
        rows.stream().mapToLong(TrialRow::onlineEnvSteps).max().orElse(0),
        resamples.method(),
        options.level(),
        options.replicates(),
        options.seed());
  }

  private OptionalDouble ifMissingScored(Standing standing, double bound) {
    if (standing.complete()) {
      return standing.iqm();
    }
    return scale.hasBounds() ? standing.iqmWith(bound) : OptionalDouble.empty();
  }

  /** An end of an interval, if there is one. */
  static OptionalDouble end(Optional<Interval> interval, Function<Interval, Double> which) {
    return interval.map(which).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static String joined(List<TrialRow> rows, Function<TrialRow, String> field) {
    return rows.stream().map(field).distinct().collect(Collectors.joining("+"));
  }
}
