package dev.visor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

@PropertyDefaults(tries = 300)
class StatisticsPropertiesTest {
  private static final double ROUNDING = 1e-6;

  @Property
  void aggregates_lie_within_the_scores(@ForAll("cells") double[][] cells) {
    Scores scores = Scores.of(cells);
    double least = all(cells).min().orElseThrow() - ROUNDING;
    double greatest = all(cells).max().orElseThrow() + ROUNDING;

    assertThat(Aggregates.interquartileMean(scores)).isBetween(least, greatest);
    assertThat(Aggregates.mean(scores)).isBetween(least, greatest);
    assertThat(Aggregates.median(scores)).isBetween(least, greatest);
  }

  @Property
  void order_of_seeds_and_cells_does_not_matter(
      @ForAll("cells") double[][] cells, @ForAll Random random) {
    double[][] shuffled = shuffled(cells, random);
    Scores scores = Scores.of(cells);
    Scores other = Scores.of(shuffled);

    assertThat(Aggregates.interquartileMean(other)).isEqualTo(Aggregates.interquartileMean(scores));
    assertThat(Aggregates.optimalityGap(other, 100))
        .isEqualTo(Aggregates.optimalityGap(scores, 100));
    assertThat(Aggregates.mean(other)).isCloseTo(Aggregates.mean(scores), within(ROUNDING));
    assertThat(Aggregates.median(other)).isCloseTo(Aggregates.median(scores), within(ROUNDING));
  }

  @Property
  void aggregates_follow_a_change_of_scale(
      @ForAll("cells") double[][] cells,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
      @ForAll @DoubleRange(min = -100, max = 100) double shift) {
    Scores scores = Scores.of(cells);
    Scores scaled =
        Scores.of(
            Arrays.stream(cells)
                .map(cell -> Arrays.stream(cell).map(v -> factor * v + shift).toArray())
                .toArray(double[][]::new));

    assertThat(Aggregates.interquartileMean(scaled))
        .isCloseTo(factor * Aggregates.interquartileMean(scores) + shift, within(ROUNDING));
    assertThat(Aggregates.mean(scaled))
        .isCloseTo(factor * Aggregates.mean(scores) + shift, within(ROUNDING));
    assertThat(Aggregates.median(scaled))
        .isCloseTo(factor * Aggregates.median(scores) + shift, within(ROUNDING));
  }

  @Property
  void below_four_values_the_interquartile_mean_is_the_mean(
      @ForAll("threeAtMost") double[] values) {
    assertThat(Aggregates.interquartileMean(Scores.of(values)))
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(ROUNDING));
  }

  @Property
  void interquartile_mean_does_not_move_with_the_outer_quarters(@ForAll("cells") double[][] cells) {
    double[] sorted = all(cells).sorted().toArray();
    double before = Aggregates.interquartileMean(Scores.of(sorted));
    for (int i = 0; i < sorted.length / 4; i++) {
      sorted[i] = -1e12;
      sorted[sorted.length - 1 - i] = 1e12;
    }

    assertThat(Aggregates.interquartileMean(Scores.of(sorted))).isEqualTo(before);
  }

  @Property
  void optimality_gap_is_zero_only_where_nothing_is_lacking(@ForAll("cells") double[][] cells) {
    double gap = Aggregates.optimalityGap(Scores.of(cells), 100);

    assertThat(gap).isNotNegative();
    assertThat(gap == 0).isEqualTo(all(cells).allMatch(value -> value >= 100));
  }

  @Property
  void one_of_two_improves_on_the_other(@ForAll("pairs") double[][][] pair) {
    Scores first = Scores.of(pair[0]);
    Scores second = Scores.of(pair[1]);
    double there = new Improvement(first, second).probability();
    double back = new Improvement(second, first).probability();

    assertThat(there).isBetween(0.0, 1.0);
    assertThat(there + back).isCloseTo(1, within(1e-12));
    assertThat(new Improvement(first, first).probability()).isCloseTo(0.5, within(1e-12));
  }

  @Property(tries = 100)
  void intervals_lie_within_the_scores_and_grow_with_the_level(@ForAll("cells") double[][] cells) {
    Scores scores = Scores.of(cells);
    double[] replicates =
        new Bootstrap(200).interquartileMeans(scores, RandomStream.of("property"));
    Interval narrow = Interval.of(replicates, 0.5);
    Interval wide = Interval.of(replicates, 0.95);

    assertThat(wide.low()).isGreaterThanOrEqualTo(all(cells).min().orElseThrow() - ROUNDING);
    assertThat(wide.high()).isLessThanOrEqualTo(all(cells).max().orElseThrow() + ROUNDING);
    assertThat(wide.low()).isLessThanOrEqualTo(narrow.low());
    assertThat(narrow.low()).isLessThanOrEqualTo(narrow.high());
    assertThat(narrow.high()).isLessThanOrEqualTo(wide.high());
  }

  @Property(tries = 100)
  void interval_of_symmetric_scores_contains_their_centre(
      @ForAll @DoubleRange(min = -50, max = 150) double centre,
      @ForAll @DoubleRange(min = 0, max = 50) double spread) {
    double[] cell = {
      centre - spread, centre - spread / 2, centre, centre + spread / 2, centre + spread
    };
    Scores scores = Scores.of(cell, cell, cell, cell);
    Interval interval =
        Interval.of(
            new Bootstrap(500).interquartileMeans(scores, RandomStream.of("property")), 0.95);

    assertThat(Aggregates.interquartileMean(scores))
        .isBetween(interval.low() - ROUNDING, interval.high() + ROUNDING);
  }

  @Property
  void profile_falls_from_one_to_zero(@ForAll("cells") double[][] cells) {
    Scores scores = Scores.of(cells);

    assertThat(Aggregates.fractionAbove(scores, -1e9)).isEqualTo(1);
    assertThat(Aggregates.fractionAbove(scores, 1e9)).isZero();
    assertThat(Aggregates.fractionAbove(scores, 50))
        .isGreaterThanOrEqualTo(Aggregates.fractionAbove(scores, 51));
  }

  @Property(tries = 100)
  void bootstrap_repeats_with_its_stream_alone(@ForAll("cells") double[][] cells) {
    Scores scores = Scores.of(cells);
    Bootstrap bootstrap = new Bootstrap(20);

    assertThat(bootstrap.interquartileMeans(scores, RandomStream.of("a")))
        .isEqualTo(bootstrap.interquartileMeans(scores, RandomStream.of("a")));
  }

  @Property(tries = 100)
  void any_statistic_is_drawn_as_the_interquartile_mean_is(
      @ForAll("cells") double[][] cells, @ForAll Resampling resampling) {
    Scores scores = Scores.of(cells);
    Bootstrap bootstrap = new Bootstrap(20, resampling);

    double[] slow =
        bootstrap.replicates(scores, Aggregates::interquartileMean, RandomStream.of("a"));
    double[] fast = bootstrap.interquartileMeans(scores, RandomStream.of("a"));
    for (int i = 0; i < slow.length; i++) {
      assertThat(slow[i]).isCloseTo(fast[i], within(ROUNDING));
    }
  }

  @Property(tries = 100)
  void over_cells_of_one_everything_is_as_over_seeds_but_for_a_number_of_the_stream(
      @ForAll("threeAtMost") double[] cell) {
    Scores scores = Scores.of(cell);
    RandomStream stream = RandomStream.of("a");
    stream.nextInt(1);

    assertThat(new Bootstrap(1, Resampling.CELLS).interquartileMeans(scores, RandomStream.of("a")))
        .isEqualTo(new Bootstrap(1).interquartileMeans(scores, stream));
  }

  @Property(tries = 100)
  void differences_lie_within_those_of_the_scores(
      @ForAll("pairs") double[][][] pair, @ForAll Resampling resampling) {
    double[] differences =
        new Bootstrap(50, resampling)
            .differences(
                Scores.of(pair[0]),
                Scores.of(pair[1]),
                Aggregates::mean,
                RandomStream.of("property"));

    double most = all(pair[0]).max().orElseThrow() - all(pair[1]).min().orElseThrow() + ROUNDING;
    double least = all(pair[0]).min().orElseThrow() - all(pair[1]).max().orElseThrow() - ROUNDING;
    assertThat(DoubleStream.of(differences).boxed())
        .allSatisfy(d -> assertThat(d).isBetween(least, most));
  }

  @Property(tries = 100)
  void improvements_lie_between_zero_and_one(
      @ForAll("pairs") double[][][] pair, @ForAll Resampling resampling) {
    double[] replicates =
        new Bootstrap(50, resampling)
            .improvements(
                new Improvement(Scores.of(pair[0]), Scores.of(pair[1])),
                RandomStream.of("property"));

    assertThat(DoubleStream.of(replicates).boxed())
        .allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
  }

  @Example
  void over_cells_single_seeds_have_a_width() {
    Scores scores = Scores.of(new double[] {10}, new double[] {20}, new double[] {60});

    assertThat(Resampling.SEEDS.hasReplication(scores)).isFalse();
    assertThat(Resampling.CELLS.hasReplication(scores)).isTrue();
    assertThat(Resampling.CELLS.hasReplication(Scores.of(new double[] {10}))).isFalse();
    Interval interval =
        Interval.of(
            new Bootstrap(200, Resampling.CELLS)
                .interquartileMeans(scores, RandomStream.of("property")),
            0.95);
    assertThat(interval.low()).isEqualTo(10);
    assertThat(interval.high()).isEqualTo(60);
  }

  @Example
  void single_seeds_have_no_width() {
    Scores scores = Scores.of(new double[] {10}, new double[] {20}, new double[] {60});
    double[] replicates = new Bootstrap(50).interquartileMeans(scores, RandomStream.of("property"));

    assertThat(Interval.of(replicates, 0.95)).isEqualTo(new Interval(30, 30));
  }

  @Example
  void cells_are_never_exchanged_for_each_other() {
    // All seeds of a cell are equal: a resample of seeds is the sample, one of cells would not be.
    Scores scores = Scores.of(new double[] {0, 0, 0}, new double[] {100, 100, 100});
    double[] replicates = new Bootstrap(50).interquartileMeans(scores, RandomStream.of("property"));

    assertThat(Interval.of(replicates, 0.95)).isEqualTo(new Interval(50, 50));
  }

  @Example
  void zero_and_minus_zero_tie() {
    assertThat(
            new Improvement(Scores.of(new double[] {0.0}), Scores.of(new double[] {-0.0}))
                .probability())
        .isEqualTo(0.5);
  }

  @Example
  void standard_deviation_is_that_of_a_sample() {
    Scores scores = Scores.of(new double[] {1, 2, 3, 4}, new double[] {7});

    assertThat(Aggregates.standardDeviation(scores, 0).orElseThrow())
        .isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
    assertThat(Aggregates.standardDeviation(scores, 1)).isEmpty();
  }

  @Example
  void what_is_no_score_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Scores.of());
    assertThatIllegalArgumentException().isThrownBy(() -> Scores.of(new double[] {}));
    assertThatIllegalArgumentException().isThrownBy(() -> Scores.of(new double[] {Double.NaN}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.of(new double[] {1}, new double[] {Double.POSITIVE_INFINITY}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.of(new double[] {1}, new double[] {}));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Bootstrap(1)
                    .differences(
                        Scores.of(new double[] {1}),
                        Scores.of(new double[] {1}, new double[] {2}),
                        Aggregates::mean,
                        RandomStream.of("property")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Improvement(
                    Scores.of(new double[] {1}), Scores.of(new double[] {1}, new double[] {2})));
  }

  @Provide
  Arbitrary<double[][]> cells() {
    return cell(1, 8).array(double[][].class).ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<double[]> threeAtMost() {
    return cell(1, 3);
  }

  @Provide
  Arbitrary<double[][][]> pairs() {
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            count ->
                Combinators.combine(
                        cell(1, 6).array(double[][].class).ofSize(count),
                        cell(1, 6).array(double[][].class).ofSize(count))
                    .as((first, second) -> new double[][][] {first, second}));
  }

  /** Scores around 0 to 100, many of them equal. */
  private static Arbitrary<double[]> cell(int least, int most) {
    Arbitrary<Double> value =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-50, 150),
            Arbitraries.integers().between(-2, 11).map(i -> i * 10.0));
    return value.array(double[].class).ofMinSize(least).ofMaxSize(most);
  }

  private static DoubleStream all(double[][] cells) {
    return Arrays.stream(cells).flatMapToDouble(Arrays::stream);
  }

  private static double[][] shuffled(double[][] cells, Random random) {
    List<double[]> copies =
        new ArrayList<>(
            Arrays.stream(cells)
                .map(
                    cell -> {
                      List<Double> values = new ArrayList<>(Arrays.stream(cell).boxed().toList());
                      Collections.shuffle(values, random);
                      return values.stream().mapToDouble(Double::doubleValue).toArray();
                    })
                .toList());
    Collections.shuffle(copies, random);
    return copies.toArray(double[][]::new);
  }
}
