package dev.visor.core.leaderboard;

import dev.visor.api.RandomStream;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.ParameterList;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Bootstrap;
import dev.visor.core.statistics.Improvement;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.Resampling;
import dev.visor.core.statistics.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two runs beside each other: how far each variant is in the second from where it was in the first,
 * with an interval. It judges nothing and refuses nothing; what cannot be compared is told.
 *
 * @param rows for each group, and at last for all cells together, the variants that both have
 * @param notes what a reader has to know, as sentences
 */
public record Comparison(List<ComparisonRow> rows, List<String> notes) {
  public Comparison {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * Compares two runs; the reference of the options has no meaning here.
   *
   * @throws VisorException with exit code 2 if a metric is named that neither has, or if it is to
   *     be over starts
   */
  public static Comparison of(
      List<TrialRow> first, List<TrialRow> second, LeaderboardOptions options) {
    if (options.resampling() == Resampling.STARTS) {
      throw VisorException.usage(
          "a comparison is not over starts",
          "--bootstrap starts",
          "take both runs into one leaderboard, or compare over seeds");
    }
    List<String> notes = new ArrayList<>();
    Set<String> metrics = new LinkedHashSet<>();
    first.forEach(row -> metrics.add(row.metric()));
    metrics.retainAll(second.stream().map(TrialRow::metric).collect(Collectors.toSet()));
    if (metrics.isEmpty()) {
      return new Comparison(List.of(), List.of("The two have no metric in common."));
    }
    String metric =
        options
            .metric()
            .orElse(
                metrics.contains(MetricScale.SCORE)
                    ? MetricScale.SCORE
                    : metrics.iterator().next());
    TrialTable one = TrialTable.of(first, Asked.UNKNOWN, Optional.of(metric));
    TrialTable other = TrialTable.of(second, Asked.UNKNOWN, Optional.of(metric));
    onlyIn("first", one.variants(), other.variants(), "variant").ifPresent(notes::add);
    onlyIn("second", other.variants(), one.variants(), "variant").ifPresent(notes::add);
    onlyIn("first", one.cells(), other.cells(), "cell").ifPresent(notes::add);
    onlyIn("second", other.cells(), one.cells(), "cell").ifPresent(notes::add);

    Map<String, List<Pair>> groups = new LinkedHashMap<>();
    List<Pair> all = new ArrayList<>();
    for (Cell cell : one.cells()) {
      for (String variant : one.variants()) {
        Optional<Pair> pair = pair(one, other, cell, variant, notes);
        if (pair.isPresent()) {
          if (!options.by().isEmpty()) {
            groups
                .computeIfAbsent(cell.group(options.by()), name -> new ArrayList<>())
                .add(pair.get());
          }
          all.add(pair.get());
        }
      }
    }
    if (groups.size() != 1) {
      groups.put(Leaderboard.ALL, all);
    }
    List<ComparisonRow> rows = new ArrayList<>();
    groups.forEach(
        (group, pairs) ->
            pairs.stream()
                .collect(
                    Collectors.groupingBy(Pair::variant, LinkedHashMap::new, Collectors.toList()))
                .forEach(
                    (variant, cells) ->
                        rows.add(row(group, variant, cells, one.scale(), options))));
    return new Comparison(rows, notes);
  }

  /** A variant in a cell, in both runs. */
  private record Pair(String variant, CellTrials first, CellTrials second) {
    boolean identical() {
      return values(first).equals(values(second));
    }

    private static Map<Integer, Double> values(CellTrials trials) {
      Map<Integer, Double> values = new TreeMap<>();
      for (TrialRow row : trials.rows()) {
        if (row.value().isPresent()) {
          values.put(row.seedIndex(), row.value().getAsDouble());
        }
      }
      return values;
    }
  }

  private static Optional<Pair> pair(
      TrialTable one, TrialTable other, Cell cell, String variant, List<String> notes) {
    if (!other.cells().contains(cell) || !other.variants().contains(variant)) {
      return Optional.empty();
    }
    Pair pair = new Pair(variant, one.trials(variant, cell), other.trials(variant, cell));
    if (pair.first.rows().isEmpty() && pair.second.rows().isEmpty()) {
      return Optional.empty();
    }
    String where = variant + " in " + cell;
    if (pair.first.ok() == 0 || pair.second.ok() == 0) {
      notes.add(
          where
              + " has no value in the "
              + (pair.first.ok() > 0 ? "second" : pair.second.ok() > 0 ? "first" : "one or other")
              + ".");
      return Optional.empty();
    }
    TrialRow first = pair.first.rows().get(0);
    TrialRow second = pair.second.rows().get(0);
    Optional<String> unlike = difference(first, second, Likeness.MEASURED);
    if (unlike.isPresent()) {
      notes.add(where + " cannot be compared: " + unlike.get() + ".");
      return Optional.empty();
    }
    difference(first, second, Likeness.TRAINED)
        .or(() -> parameters(first, second))
        .ifPresent(what -> notes.add(where + " was trained in another way: " + what + "."));
    return Optional.of(pair);
  }

  private static Optional<String> difference(
      TrialRow first, TrialRow second, Map<String, Function<TrialRow, Object>> fields) {
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().apply(first).equals(field.getValue().apply(second)))
        .findFirst()
        .map(
            field ->
                field.getKey()
                    + " is "
                    + field.getValue().apply(first)
                    + " in the first and "
                    + field.getValue().apply(second)
                    + " in the second");
  }

  private static Optional<String> parameters(TrialRow first, TrialRow second) {
    ParameterList one = ParameterList.parse(first.parameters());
    ParameterList other = ParameterList.parse(second.parameters());
    return one.equals(other)
        ? Optional.empty()
        : Optional.of(
            "parameters of the first are "
                + one.notIn(other)
                + ", of the second "
                + other.notIn(one));
  }

  private static <T> Optional<String> onlyIn(
      String which, List<T> there, List<T> elsewhere, String what) {
    List<String> only =
        there.stream().filter(one -> !elsewhere.contains(one)).map(Object::toString).toList();
    return only.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Only the "
                + which
                + " has the "
                + what
                + (only.size() == 1 ? " " : "s ")
                + String.join(", ", only)
                + ".");
  }

  private static ComparisonRow row(
      String group,
      String variant,
      List<Pair> pairs,
      MetricScale scale,
      LeaderboardOptions options) {
    Scores first = scores(pairs, Pair::first);
    Scores second = scores(pairs, Pair::second);
    double before = Aggregates.interquartileMean(first);
    double after = Aggregates.interquartileMean(second);
    Optional<Interval> interval = Optional.empty();
    if (options.resampling().hasReplication(first) || options.resampling().hasReplication(second)) {
      RandomStream stream =
          RandomStream.of(
              "comparison", Long.toString(options.seed()), scale.metric(), group, variant);
      double[] replicates =
          new Bootstrap(options.replicates(), options.resampling())
              .differences(second, first, Aggregates::interquartileMean, stream);
      interval = Optional.of(Interval.of(replicates, options.level()));
    }
    Improvement improvement =
        scale.higherIsBetter() ? new Improvement(second, first) : new Improvement(first, second);
    return new ComparisonRow(
        group,
        variant,
        scale.metric(),
        scale.higherIsBetter(),
        pairs.size(),
        first.count(),
        second.count(),
        before,
        after,
        after - before,
        Contest.end(interval, Interval::low),
        Contest.end(interval, Interval::high),
        improvement.probability(),
        pairs.stream().allMatch(Pair::identical));
  }

  private static Scores scores(List<Pair> pairs, Function<Pair, CellTrials> side) {
    return Scores.of(
        pairs.stream().map(pair -> side.apply(pair).values()).toArray(double[][]::new));
  }
}
