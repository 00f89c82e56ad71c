package dev.visor.core.leaderboard;

import dev.visor.api.RandomStream;
import dev.visor.core.statistics.Aggregates;
import dev.visor.core.statistics.Bootstrap;
import dev.visor.core.statistics.Improvement;
import dev.visor.core.statistics.Interval;
import dev.visor.core.statistics.Resampling;
import dev.visor.core.statistics.Scores;
import dev.visor.core.statistics.SharedBootstrap;
import dev.visor.core.statistics.StartBootstrap;
import dev.visor.core.statistics.StartScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the intervals of a leaderboard come from. Each has a random stream of its own, named after
 * group and variants, so that one more variant or group changes no other number. Only where that
 * would be too many random numbers do all variants share theirs, which are then named after the
 * cells, and a pair of variants has an interval only if one of the two is the reference.
 */
sealed interface Resamples {
  /** Beyond so many values drawn, they are shared: some seconds of one processor. */
  long MOST_DRAWS = 1_000_000_000L;

  /**
   * The way that suits so many trials.
   *
   * @param starts is asked only where starts are drawn
   */
  static Resamples of(TrialTable table, LeaderboardOptions options, StartValues starts) {
    Names names = new Names(table.scale().metric(), options.seed());
    boolean large = draws(table, options) > MOST_DRAWS;
    if (options.resampling() == Resampling.STARTS) {
      return new Starts(
          new StartBootstrap(options.replicates()),
          options.level(),
          names,
          StartTable.of(table, starts),
          !large);
    }
    return large && options.resampling() == Resampling.SEEDS
        ? new Shared(
            new SharedBootstrap(options.replicates(), name -> names.stream("shared", name)),
            options.level())
        : new Own(
            new Bootstrap(options.replicates(), options.resampling()),
            options.level(),
            names,
            !large);
  }

  /** What resampling every pair in every group takes, twice over as a group of all is there. */
  private static long draws(TrialTable table, LeaderboardOptions options) {
    long values =
        table.cells().stream()
            .flatMap(cell -> table.variants().stream().map(v -> table.trials(v, cell)))
            .mapToLong(cell -> cell.ok() * drawnPerTrial(cell, options.resampling()))
            .sum();
    return 2 * values * options.replicates() * Math.max(1, table.variants().size() - 1);
  }

  private static long drawnPerTrial(CellTrials cell, Resampling resampling) {
    return resampling != Resampling.STARTS || cell.rows().isEmpty()
        ? 1
        : 1 + cell.rows().get(0).evalEpisodes();
  }

  /** The interval of a variant's interquartile mean; empty where nothing can be chosen. */
  Optional<Interval> interquartileMean(
      String group, String variant, List<Cell> cells, Scores scores);

  /**
   * The interval of the probability that one has greater values than the other.
   *
   * @param first the pair's first variant, and {@code second} its second, which name the draws
   */
  Optional<Interval> improvement(
      String group, List<Cell> cells, String first, Scores one, String second, Scores other);

  /** The intervals of the fractions above thresholds; empty where nothing can be chosen. */
  Optional<List<Interval>> fractionsAbove(
      String variant, List<Cell> cells, Scores scores, double[] thresholds);

  /** Whether a pair has an interval though neither is the reference. */
  boolean everyPair();

  /** How intervals are computed, for those who read them. */
  String method();

  /** The random streams of a leaderboard. */
  record Names(String metric, long seed) {
    RandomStream stream(String... rest) {
      List<String> path = new ArrayList<>(List.of("leaderboard", Long.toString(seed), metric));
      path.addAll(List.of(rest));
      return RandomStream.of(path.toArray(String[]::new));
    }
  }

  /** Each interval with a stream of its own. */
  record Own(Bootstrap bootstrap, double level, Names names, boolean everyPair)
      implements Resamples {
    @Override
    public Optional<Interval> interquartileMean(
        String group, String variant, List<Cell> cells, Scores scores) {
      return bootstrap.resampling().hasReplication(scores)
          ? Optional.of(
              Interval.of(
                  bootstrap.interquartileMeans(scores, names.stream(group, "iqm", variant)), level))
          : Optional.empty();
    }

    @Override
    public Optional<Interval> improvement(
        String group, List<Cell> cells, String first, Scores one, String second, Scores other) {
      Resampling resampling = bootstrap.resampling();
      if (!resampling.hasReplication(one) || !resampling.hasReplication(other)) {
        return Optional.empty();
      }
      return Optional.of(
          Interval.of(
              bootstrap.improvements(
                  new Improvement(one, other), names.stream(group, "improvement", first, second)),
              level));
    }

    @Override
    public Optional<List<Interval>> fractionsAbove(
        String variant, List<Cell> cells, Scores scores, double[] thresholds) {
      return bootstrap.resampling().hasReplication(scores)
          ? Optional.of(
              intervals(
                  bootstrap.fractionsAbove(scores, thresholds, names.stream("profile", variant)),
                  level))
          : Optional.empty();
    }

    @Override
    public String method() {
      return bootstrap.resampling().method();
    }
  }

  /** Draws that all variants share. */
  record Shared(SharedBootstrap bootstrap, double level) implements Resamples {
    @Override
    public Optional<Interval> interquartileMean(
        String group, String variant, List<Cell> cells, Scores scores) {
      return Resampling.SEEDS.hasReplication(scores)
          ? Optional.of(Interval.of(bootstrap.interquartileMeans(names(cells), scores), level))
          : Optional.empty();
    }

    @Override
    public Optional<Interval> improvement(
        String group, List<Cell> cells, String first, Scores one, String second, Scores other) {
      return Resampling.SEEDS.hasReplication(one) && Resampling.SEEDS.hasReplication(other)
          ? Optional.of(
              Interval.of(
                  bootstrap.improvements(first + "/" + second, names(cells), one, other), level))
          : Optional.empty();
    }

    @Override
    public Optional<List<Interval>> fractionsAbove(
        String variant, List<Cell> cells, Scores scores, double[] thresholds) {
      return Resampling.SEEDS.hasReplication(scores)
          ? Optional.of(
              intervals(bootstrap.fractionsAbove(names(cells), scores, thresholds), level))
          : Optional.empty();
    }

    @Override
    public boolean everyPair() {
      return false;
    }

    @Override
    public String method() {
      return Resampling.SEEDS.method() + ", draws shared by the variants";
    }

    private static List<String> names(List<Cell> cells) {
      return cells.stream().map(Cell::toString).toList();
    }
  }

  /** Draws of starts too, which all that was evaluated from them shares within an interval. */
  record Starts(
      StartBootstrap bootstrap, double level, Names names, StartTable table, boolean everyPair)
      implements Resamples {
    @Override
    public Optional<Interval> interquartileMean(
        String group, String variant, List<Cell> cells, Scores scores) {
      return Optional.of(
          Interval.of(
              bootstrap.replicates(
                  table.scores(variant, cells),
                  Aggregates::interquartileMean,
                  names.stream(group, "iqm", variant)),
              level));
    }

    @Override
    public Optional<Interval> improvement(
        String group, List<Cell> cells, String first, Scores one, String second, Scores other) {
      StartScores ofFirst = table.upward(first, cells);
      StartScores ofSecond = table.upward(second, cells);
      return Optional.of(
          Interval.of(
              bootstrap.replicates(
                  ofFirst,
                  ofSecond,
                  (better, worse) -> new Improvement(better, worse).probability(),
                  names.stream(group, "improvement", first, second)),
              level));
    }

    @Override
    public Optional<List<Interval>> fractionsAbove(
        String variant, List<Cell> cells, Scores scores, double[] thresholds) {
      return Optional.of(
          intervals(
              bootstrap.fractionsAbove(
                  table.upward(variant, cells), thresholds, names.stream("profile", variant)),
              level));
    }

    @Override
    public String method() {
      return Resampling.STARTS.method();
    }
  }

  private static List<Interval> intervals(double[][] replicates, double level) {
    return Arrays.stream(replicates).map(of -> Interval.of(of, level)).toList();
  }
}
