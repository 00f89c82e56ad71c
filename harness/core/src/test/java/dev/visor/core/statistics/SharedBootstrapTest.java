package dev.visor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Against a resample that is written out: the seeds that were drawn, one after the other. */
@PropertyDefaults(tries = 200)
class SharedBootstrapTest {
  private static final int REPLICATES = 10;
  private static final double[] THRESHOLDS = {-10, 0, 50, 100};

  @Property
  void interquartile_means_are_those_of_the_seeds_that_were_drawn(
      @ForAll("pairs") double[][][] pair) {
    double[] replicates = shared().interquartileMeans(names(pair[0]), Scores.of(pair[0]));

    List<Scores> drawn = drawn(pair[0], "first");
    for (int i = 0; i < REPLICATES; i++) {
      assertThat(replicates[i]).isCloseTo(Aggregates.interquartileMean(drawn.get(i)), within(1e-9));
    }
  }

  @Property
  void fractions_are_those_of_the_seeds_that_were_drawn(@ForAll("pairs") double[][][] pair) {
    double[][] replicates = shared().fractionsAbove(names(pair[0]), Scores.of(pair[0]), THRESHOLDS);

    List<Scores> drawn = drawn(pair[0], "first");
    for (int t = 0; t < THRESHOLDS.length; t++) {
      for (int i = 0; i < REPLICATES; i++) {
        assertThat(replicates[t][i])
            .isEqualTo(Aggregates.fractionAbove(drawn.get(i), THRESHOLDS[t]));
      }
    }
  }

  @Property
  void improvements_are_those_of_the_seeds_that_were_drawn(@ForAll("pairs") double[][][] pair) {
    double[] replicates =
        shared().improvements("pair", names(pair[0]), Scores.of(pair[0]), Scores.of(pair[1]));

    List<Scores> first = drawn(pair[0], "first");
    List<Scores> second = drawn(pair[1], "second");
    for (int i = 0; i < REPLICATES; i++) {
      assertThat(replicates[i])
          .isCloseTo(new Improvement(first.get(i), second.get(i)).probability(), within(1e-12));
    }
  }

  @Property
  void ordered_scores_compare_as_scores_do(@ForAll("pairs") double[][][] pair) {
    Scores first = Scores.of(pair[0]);
    Scores second = Scores.of(pair[1]);

    assertThat(OrderedScores.of(first).improvementOn(OrderedScores.of(second)))
        .isEqualTo(new Improvement(first, second).probability());
  }

  @Example
  void intervals_agree_with_those_of_draws_of_their_own() {
    double[][] cells = new double[6][];
    RandomStream stream = RandomStream.of("scores");
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = stream.doubles(30).map(share -> 100 * share).toArray();
    }
    Scores scores = Scores.of(cells);
    Interval own =
        Interval.of(new Bootstrap(20_000).interquartileMeans(scores, RandomStream.of("own")), 0.95);
    Interval shared =
        Interval.of(
            new SharedBootstrap(20_000, RandomStream::of).interquartileMeans(names(cells), scores),
            0.95);

    // The deviation of the mean is some 3; an end moves by 2 % of it.
    assertThat(shared.low()).isCloseTo(own.low(), within(0.3));
    assertThat(shared.high()).isCloseTo(own.high(), within(0.3));
  }

  @Example
  void cells_of_different_numbers_cannot_be_paired_and_none_is_no_bootstrap() {
    OrderedScores one = OrderedScores.of(Scores.of(new double[] {1}));
    OrderedScores two = OrderedScores.of(Scores.of(new double[] {1}, new double[] {2}));

    assertThatIllegalArgumentException().isThrownBy(() -> one.improvementOn(two));
    assertThatIllegalArgumentException().isThrownBy(() -> new SharedBootstrap(0, RandomStream::of));
  }

  @Provide
  Arbitrary<double[][][]> pairs() {
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            count ->
                Combinators.combine(
                        cell().array(double[][].class).ofSize(count),
                        cell().array(double[][].class).ofSize(count))
                    .as((first, second) -> new double[][][] {first, second}));
  }

  private static Arbitrary<double[]> cell() {
    Arbitrary<Double> value =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-50, 150),
            Arbitraries.integers().between(-2, 11).map(i -> i * 10.0));
    return value.array(double[].class).ofMinSize(1).ofMaxSize(8);
  }

  private static SharedBootstrap shared() {
    return new SharedBootstrap(REPLICATES, RandomStream::of);
  }

  private static List<String> names(double[][] cells) {
    List<String> names = new ArrayList<>();
    for (int cell = 0; cell < cells.length; cell++) {
      names.add("cell" + cell);
    }
    return names;
  }

  private static List<Scores> drawn(double[][] cells, String side) {
    List<RandomStream> streams = new ArrayList<>();
    for (int cell = 0; cell < cells.length; cell++) {
      streams.add(RandomStream.of("cell" + cell + "/" + cells[cell].length + "/" + side));
    }
    List<Scores> replicates = new ArrayList<>();
    for (int i = 0; i < REPLICATES; i++) {
      double[][] drawn = new double[cells.length][];
      for (int cell = 0; cell < cells.length; cell++) {
        drawn[cell] = new double[cells[cell].length];
        for (int j = 0; j < drawn[cell].length; j++) {
          drawn[cell][j] = cells[cell][streams.get(cell).nextInt(cells[cell].length)];
        }
      }
      replicates.add(Scores.of(drawn));
    }
    return replicates;
  }
}
