package dev.visor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Intervals over seeds and the starts that all of them were evaluated from. */
class StartBootstrapTest {
  private static final StartBootstrap BOOTSTRAP = new StartBootstrap(4_000);

  private static StartScores.Trial trial(double... values) {
    return new StartScores.Trial(0, values);
  }

  private static RandomStream stream(String name) {
    return RandomStream.of("test", "starts", name);
  }

  @Test
  void whereEveryStartGivesTheSame_itIsTheBootstrapOverSeeds() {
    StartScores scores =
        new StartScores(
            List.of(
                List.of(trial(1, 1), trial(2, 2), trial(6, 6)), List.of(trial(7, 7), trial(9, 9))));
    Scores means = Scores.of(new double[] {1, 2, 6}, new double[] {7, 9});

    Interval here =
        Interval.of(
            BOOTSTRAP.replicates(scores, Aggregates::interquartileMean, stream("here")), 0.9);
    Interval there =
        Interval.of(new Bootstrap(4_000).interquartileMeans(means, stream("there")), 0.9);

    assertThat(here.low()).isCloseTo(there.low(), within(0.3));
    assertThat(here.high()).isCloseTo(there.high(), within(0.3));
  }

  @Test
  void whereAllSeedsDoTheSame_startsAloneMakeTheInterval() {
    StartScores scores =
        new StartScores(List.of(List.of(trial(0, 10), trial(0, 10), trial(0, 10))));

    double[] replicates = BOOTSTRAP.replicates(scores, Aggregates::mean, stream("alone"));

    // Of two starts that are drawn, none, one or both are the good one.
    assertThat(Arrays.stream(replicates).distinct().sorted().toArray()).containsExactly(0, 5, 10);
    assertThat(Arrays.stream(replicates).average()).hasValueCloseTo(5.0, within(0.3));
  }

  @Test
  void varianceIsThatOfTheMeansOverStarts_andThatOfTheMeansOverSeeds() {
    double[][] values = {{3, 8, 1, 4}, {5, 12, 2, 1}, {4, 9, 4, 7}};
    StartScores scores =
        new StartScores(List.of(Arrays.stream(values).map(v -> trial(v)).toList()));

    double[] replicates = BOOTSTRAP.replicates(scores, Aggregates::mean, stream("variance"));

    // Of independent draws of rows and columns: the variances of both means, and of what is left.
    double rows = variance(Arrays.stream(values).mapToDouble(StartBootstrapTest::mean).toArray());
    double[] ofStarts = new double[4];
    List<Double> all = new ArrayList<>();
    for (double[] row : values) {
      for (int start = 0; start < 4; start++) {
        ofStarts[start] += row[start] / 3;
        all.add(row[start]);
      }
    }
    double columns = variance(ofStarts);
    double whole = variance(all.stream().mapToDouble(v -> v).toArray());
    double left = whole - rows - columns;
    assertThat(variance(replicates)).isCloseTo(rows / 3 + columns / 4 + left / 12, within(0.25));
  }

  @Test
  void variantsThatSufferFromTheSameStarts_areComparedAtTheSameStarts() {
    StartScores one = new StartScores(List.of(List.of(trial(1, 100), trial(1, 100))));
    StartScores other = new StartScores(List.of(List.of(trial(0, 99), trial(0, 99))));

    double[] replicates =
        BOOTSTRAP.replicates(
            one, other, (a, b) -> Aggregates.mean(a) - Aggregates.mean(b), stream("paired"));

    assertThat(replicates).containsOnly(1);
  }

  @Test
  void startsOfAnotherTask_areDrawnApart() {
    StartScores one = new StartScores(List.of(List.of(trial(1, 100))));
    StartScores other = new StartScores(List.of(List.of(new StartScores.Trial(1, 0, 99))));

    double[] replicates =
        BOOTSTRAP.replicates(
            one, other, (a, b) -> Aggregates.mean(a) - Aggregates.mean(b), stream("apart"));

    assertThat(Arrays.stream(replicates).distinct().count()).isGreaterThan(4);
  }

  @Test
  void fractionsAreOfDrawnScores() {
    StartScores scores = new StartScores(List.of(List.of(trial(0, 10), trial(0, 10))));

    double[][] replicates =
        BOOTSTRAP.fractionsAbove(scores, new double[] {-1, 7}, stream("fractions"));

    assertThat(replicates[0]).containsOnly(1);
    assertThat(Arrays.stream(replicates[1]).distinct().sorted().toArray()).containsExactly(0, 1);
  }

  @Test
  void sameStreamIsTheSameBytes() {
    StartScores scores = new StartScores(List.of(List.of(trial(0, 10), trial(3, 4))));

    assertThat(BOOTSTRAP.replicates(scores, Aggregates::mean, stream("same")))
        .isEqualTo(BOOTSTRAP.replicates(scores, Aggregates::mean, stream("same")));
  }

  @Test
  void whatCannotBe_isRefused() {
    StartScores uneven = new StartScores(List.of(List.of(trial(1, 2), trial(1))));

    assertThat(catchThrowable(() -> new StartScores.Trial(0, 1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catchThrowable(() -> new StartScores(List.of(List.of()))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            catchThrowable(() -> BOOTSTRAP.replicates(uneven, Aggregates::mean, stream("uneven"))))
        .hasMessageContaining("a set of 2 starts has 1 values");
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Over n: what a bootstrap draws from is all there is. */
  private static double variance(double... values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }
}
