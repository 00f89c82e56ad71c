package dev.visor.core.leaderboard;

import dev.visor.api.RandomStream;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Bootstrap;
import dev.visor.core.statistics.Improvement;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The variants in one group of cells: their aggregates, ranks and comparisons.
 *
 * <p>A variant with a missing trial has no rank: its values are shown, and beside them what they
 * would be had every missing trial scored 0 or 100. A rank comes with the best and the worst rank
 * that the intervals allow: a variant surely comes before another if their intervals do not touch.
 *
 * <p>Each interval has a random stream of its own, named after group and variants, so that one more
 * variant or group changes no other number.
 */
final class Contest {
  private static final String METHOD = "stratified percentile bootstrap over seeds";

  private final TrialTable table;
  private final MetricScale scale;
  private final String group;
  private final List<Cell> cells;
  private final LeaderboardOptions options;
  private final List<Standing> standings;
  private final List<PairwiseRow> pairs;

  Contest(TrialTable table, String group, List<Cell> cells, LeaderboardOptions options) {
    this.table = table;
    this.scale = table.scale();
    this.group = group;
    this.cells = cells;
    this.options = options;
    this.standings = table.variants().stream().map(this::standing).sorted(bestFirst()).toList();
    this.pairs = allPairs();
  }

  /** From best to worst; those without a rank come last. */
  List<Standing> standings() {
    return standings;
  }

  /** Each variant with each other one that it shares a cell with. */
  List<PairwiseRow> pairs() {
    return pairs;
  }

  /** A row for each variant, from best to worst, compared with one of them. */
  List<LeaderboardRow> rows(String reference) {
    return standings.stream().map(standing -> row(standing, reference)).toList();
  }

  private Standing standing(String variant) {
    return Standing.of(
        variant,
        cells.stream().map(cell -> table.trials(variant, cell)).toList(),
        scores ->
            Interval.of(
                new Bootstrap(options.replicates())
                    .interquartileMeans(scores, stream("iqm", variant)),
                options.level()));
  }

  private RandomStream stream(String statistic, String... variants) {
    List<String> path = new ArrayList<>();
    path.add("leaderboard");
    path.add(Long.toString(options.seed()));
    path.add(scale.metric());
    path.add(group);
    path.add(statistic);
    path.addAll(List.of(variants));
    return RandomStream.of(path.toArray(String[]::new));
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

  private boolean isSurelyAhead(Standing first, Standing second) {
    if (first.interval().isEmpty() || second.interval().isEmpty()) {
      return false;
    }
    Interval one = first.interval().get();
    Interval other = second.interval().get();
    return scale.higherIsBetter() ? one.low() > other.high() : one.high() < other.low();
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

  private List<PairwiseRow> allPairs() {
    List<PairwiseRow> rows = new ArrayList<>();
    for (int i = 0; i < standings.size(); i++) {
      for (int j = i + 1; j < standings.size(); j++) {
        addPair(standings.get(i).variant(), standings.get(j).variant(), rows);
      }
    }
    return rows;
  }

  /** Adds two variants in both orders, if they share a cell. */
  private void addPair(String first, String second, List<PairwiseRow> rows) {
    List<Cell> shared =
        cells.stream()
            .filter(cell -> table.trials(first, cell).ok() > 0)
            .filter(cell -> table.trials(second, cell).ok() > 0)
            .toList();
    if (shared.isEmpty()) {
      return;
    }
    Scores one = scores(first, shared);
    Scores other = scores(second, shared);
    Improvement upward = new Improvement(one, other);
    Improvement improvement = scale.higherIsBetter() ? upward : upward.turned();
    Optional<Interval> interval = Optional.empty();
    if (Standing.hasReplication(one) || Standing.hasReplication(other)) {
      double[] replicates =
          new Bootstrap(options.replicates())
              .improvements(improvement, stream("improvement", first, second));
      interval = Optional.of(Interval.of(replicates, options.level()));
    }
    PairwiseRow row =
        new PairwiseRow(
            group,
            scale.metric(),
            first,
            second,
            shared.size(),
            improvement.probability(),
            end(interval, Interval::low),
            end(interval, Interval::high));
    rows.add(row);
    rows.add(row.turned(improvement.turned().probability()));
  }

  private Scores scores(String variant, List<Cell> of) {
    return Scores.of(
        of.stream().map(cell -> table.trials(variant, cell).values()).toArray(double[][]::new));
  }

  private LeaderboardRow row(Standing standing, String reference) {
    List<TrialRow> rows = standing.rows();
    Optional<PairwiseRow> pair =
        pairs.stream()
            .filter(p -> p.first().equals(standing.variant()) && p.second().equals(reference))
            .findFirst();
    return new LeaderboardRow(
        joined(rows, TrialRow::suite),
        joined(rows, TrialRow::suiteSha),
        group,
        rank(standing, other -> compare(other, standing) < 0),
        rank(standing, other -> isSurelyAhead(other, standing)),
        rank(standing, other -> isAnother(other, standing) && !isSurelyAhead(standing, other)),
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
            ? standing.statistic(scores -> Aggregates.standardDeviation(scores, 0))
            : OptionalDouble.empty(),
        standing.statistic(Aggregates::median),
        standing.finalIqm(),
        scale.hasBounds()
            ? standing.statistic(scores -> Aggregates.optimalityGap(scores, MetricScale.BEST))
            : OptionalDouble.empty(),
        ifMissingScored(standing, MetricScale.WORST),
        ifMissingScored(standing, MetricScale.BEST),
        pair.map(PairwiseRow::second).orElse(""),
        pair.map(PairwiseRow::probability).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        pair.map(PairwiseRow::low).orElse(OptionalDouble.empty()),
        pair.map(PairwiseRow::high).orElse(OptionalDouble.empty()),
        standing.ok(),
        standing.expected(),
        (double) standing.ok() / standing.expected(),
        standing.trials().stream().mapToInt(CellTrials::ok).min().orElse(0),
        standing.trials().stream().mapToInt(CellTrials::ok).max().orElse(0),
        joined(rows, row -> row.checkpointRule().id()),
        rows.stream().mapToInt(TrialRow::evalEpisodes).min().orElse(0),
        rows.stream().mapToLong(TrialRow::onlineEnvSteps).max().orElse(0),
        METHOD,
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

  private static OptionalDouble end(Optional<Interval> interval, Function<Interval, Double> which) {
    return interval.map(which).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static String joined(List<TrialRow> rows, Function<TrialRow, String> field) {
    return rows.stream().map(field).distinct().collect(Collectors.joining("+"));
  }
}
