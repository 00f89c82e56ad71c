package dev.visor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.api.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the values of {@code ci/statistics/golden.py}. */
class GoldenStatisticsTest {
  private static final Offset<Double> ROUNDING = within(1e-12);
  private static final Offset<Double> ROUNDING_OF_REPLICATES = within(1e-10);
  private static final JsonNode GOLDEN = golden();

  static Stream<String> names() {
    return cases().map(node -> node.get("name").asText());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aggregates_are_those_of_numpy(String name) {
    JsonNode expected = named(name);
    Scores scores = scores(expected.get("first"));

    assertThat(Aggregates.interquartileMean(scores))
        .isCloseTo(expected.get("iqm").asDouble(), ROUNDING);
    assertThat(Aggregates.mean(scores)).isCloseTo(expected.get("mean").asDouble(), ROUNDING);
    assertThat(Aggregates.median(scores)).isCloseTo(expected.get("median").asDouble(), ROUNDING);
    assertThat(Aggregates.optimalityGap(scores, GOLDEN.get("target").asDouble()))
        .isCloseTo(expected.get("optimality_gap").asDouble(), ROUNDING);
    double[] thresholds = numbers(GOLDEN.get("thresholds"));
    for (int i = 0; i < thresholds.length; i++) {
      assertThat(Aggregates.fractionAbove(scores, thresholds[i]))
          .isCloseTo(expected.get("fractions").get(i).asDouble(), ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void improvement_is_that_of_numpy(String name) {
    JsonNode expected = named(name);
    Improvement improvement =
        new Improvement(scores(expected.get("first")), scores(expected.get("second")));

    assertThat(improvement.probability())
        .isCloseTo(expected.get("improvement").asDouble(), ROUNDING);
    assertInterval(
        bootstrap().improvements(improvement, RandomStream.of("golden", name, "improvement")),
        expected.get("improvement_interval"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void intervals_are_those_of_numpy_with_the_same_random_numbers(String name) {
    JsonNode expected = named(name);
    Scores scores = scores(expected.get("first"));

    assertInterval(
        bootstrap().interquartileMeans(scores, RandomStream.of("golden", name, "iqm")),
        expected.get("iqm_interval"));
    double[][] fractions =
        bootstrap()
            .fractionsAbove(
                scores,
                numbers(GOLDEN.get("thresholds")),
                RandomStream.of("golden", name, "profile"));
    for (int i = 0; i < fractions.length; i++) {
      assertInterval(fractions[i], expected.get("fraction_intervals").get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void intervals_of_any_statistic_are_those_of_numpy(String name) {
    JsonNode expected = named(name);
    Scores scores = scores(expected.get("first"));
    double target = GOLDEN.get("target").asDouble();

    assertInterval(
        bootstrap().replicates(scores, Aggregates::mean, RandomStream.of("golden", name, "mean")),
        expected.get("mean_interval"));
    assertInterval(
        bootstrap()
            .replicates(scores, Aggregates::median, RandomStream.of("golden", name, "median")),
        expected.get("median_interval"));
    assertInterval(
        bootstrap()
            .replicates(
                scores,
                drawn -> Aggregates.optimalityGap(drawn, target),
                RandomStream.of("golden", name, "gap")),
        expected.get("optimality_gap_interval"));
    assertInterval(
        bootstrap()
            .differences(
                scores,
                scores(expected.get("second")),
                Aggregates::interquartileMean,
                RandomStream.of("golden", name, "difference")),
        expected.get("difference_interval"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void intervals_over_cells_are_those_of_numpy(String name) {
    JsonNode expected = named(name);
    Scores scores = scores(expected.get("first"));
    Bootstrap overCells = new Bootstrap(GOLDEN.get("replicates").asInt(), Resampling.CELLS);

    assertInterval(
        overCells.interquartileMeans(scores, RandomStream.of("golden", name, "iqm over cells")),
        expected.get("iqm_interval_over_cells"));
    assertInterval(
        overCells.improvements(
            new Improvement(scores, scores(expected.get("second"))),
            RandomStream.of("golden", name, "improvement over cells")),
        expected.get("improvement_interval_over_cells"));
  }

  @Test
  void intervals_agree_with_those_of_other_random_numbers() {
    JsonNode independent = GOLDEN.get("independent");
    Scores scores = scores(independent.get("cells"));
    double target = GOLDEN.get("target").asDouble();

    assertNear(independent.get("intervals").get("iqm"), scores, Aggregates::interquartileMean);
    assertNear(independent.get("intervals").get("mean"), scores, Aggregates::mean);
    assertNear(
        independent.get("intervals").get("optimality_gap"),
        scores,
        drawn -> Aggregates.optimalityGap(drawn, target));
  }

  /** An end of 20,000 replicates moves by some 2 % of their deviation, which is 2 to 3 here. */
  private static void assertNear(
      JsonNode expected, Scores scores, ToDoubleFunction<Scores> statistic) {
    Interval interval =
        Interval.of(
            new Bootstrap(20_000).replicates(scores, statistic, RandomStream.of("independent")),
            GOLDEN.get("level").asDouble());
    assertThat(interval.low()).isCloseTo(expected.get(0).asDouble(), within(0.25));
    assertThat(interval.high()).isCloseTo(expected.get(1).asDouble(), within(0.25));
  }

  private static void assertInterval(double[] replicates, JsonNode expected) {
    Interval interval = Interval.of(replicates, GOLDEN.get("level").asDouble());
    assertThat(interval.low()).isCloseTo(expected.get(0).asDouble(), ROUNDING_OF_REPLICATES);
    assertThat(interval.high()).isCloseTo(expected.get(1).asDouble(), ROUNDING_OF_REPLICATES);
  }

  private static Bootstrap bootstrap() {
    return new Bootstrap(GOLDEN.get("replicates").asInt());
  }

  private static Scores scores(JsonNode cells) {
    return Scores.of(
        StreamSupport.stream(cells.spliterator(), false)
            .map(GoldenStatisticsTest::numbers)
            .toArray(double[][]::new));
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static JsonNode named(String name) {
    return cases().filter(node -> node.get("name").asText().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<JsonNode> cases() {
    return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false);
  }

  private static JsonNode golden() {
    try (InputStream in = GoldenStatisticsTest.class.getResourceAsStream("golden.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
