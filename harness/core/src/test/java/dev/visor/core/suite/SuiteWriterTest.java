package dev.visor.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SuiteWriterTest {
  @Test
  void writes_every_key_in_one_form() {
    Suite suite =
        new Suite(
            "walker-laptop",
            1,
            new Protocol(20, 10, CheckpointRule.LAST3, 1, Duration.ofSeconds(5401)),
            64,
            List.of("walker-walk@1"),
            List.of("medium-replay"),
            List.of(DatasetSize.parse("10000"), DatasetSize.FULL),
            5,
            Profile.LAPTOP,
            List.of(
                new Variant("bc", "bc", Map.of(), ""),
                new Variant("plain", "lompo", Map.of("penalty", "no ne: \"\u00e9\""), "")),
            List.of("return_raw", "score_0_100"));

    assertThat(SuiteWriter.text(suite))
        .isEqualTo(
            """
            schema: 1
            name: walker-laptop
            seed: 1
            protocol:
              eval_episodes: 20
              eval_points: 10
              checkpoint: last3
              threads: 1
              wall_limit: 1h30m1s
            observation: 64px
            tasks: [walker-walk@1]
            datasets:
              kinds: [medium-replay]
              sizes: [10k, full]
            seeds: 5
            profile: laptop
            algorithms:
              - bc: {}
                as: bc
              - lompo:
                  penalty: "no ne: \\"\\U000000e9\\""
                as: plain
            metrics: [return_raw, score_0_100]
            """);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void what_is_written_is_read_back(@ForAll("suites") Suite suite) {
    String text = SuiteWriter.text(suite);

    Suite back = SuiteReader.read(text, "suite.yaml", SuiteOverrides.NONE);

    assertThat(SuiteWriter.text(back)).isEqualTo(text);
    assertThat(back.protocol()).isEqualTo(suite.protocol());
    assertThat(back.algorithms().get(0).parameters())
        .isEqualTo(suite.algorithms().get(0).parameters());
    assertThat(back.tasks()).isEqualTo(suite.tasks());
    assertThat(back.sizes()).isEqualTo(suite.sizes());
  }

  @Provide
  Arbitrary<Suite> suites() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMinLength(1).ofMaxLength(12),
            Arbitraries.of(
                "on",
                "null",
                "~",
                "1e3",
                "017",
                "- a",
                "a: b",
                "#x",
                "'",
                "\"",
                "\\",
                "{",
                "*a",
                "&a",
                "!t",
                "%",
                "@x",
                "`",
                " a",
                "a ",
                "\n",
                "\t",
                "\u2028",
                "\ud83d\ude00",
                "<<",
                "=",
                "2024-01-01"));
    Arbitrary<String> keys = Arbitraries.strings().withCharRange('a', 'z').ofLength(5);
    Arbitrary<Protocol> protocols =
        Combinators.combine(
                Arbitraries.integers().between(1, 1000),
                Arbitraries.integers().between(3, 50),
                Arbitraries.of(CheckpointRule.values()),
                Arbitraries.integers().between(1, 64),
                Arbitraries.integers().between(1, 1_000_000))
            .as((e, p, rule, t, s) -> new Protocol(e, p, rule, t, Duration.ofSeconds(s)));
    Arbitrary<List<DatasetSize>> sizes =
        Arbitraries.longs()
            .between(1, 100_000_000)
            .map(n -> DatasetSize.parse(Long.toString(n)))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    return Combinators.combine(
            protocols,
            texts.filter(SuiteWriterTest::isEncodable).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.maps(keys, texts.filter(SuiteWriterTest::isEncodable)).ofMaxSize(4),
            sizes,
            Arbitraries.longs().filter(seed -> seed != 0),
            Arbitraries.of(Profile.values()))
        .as(
            (protocol, tasks, parameters, size, seed, profile) ->
                new Suite(
                    "any",
                    seed,
                    protocol,
                    16,
                    tasks,
                    List.of("expert"),
                    size,
                    1,
                    profile,
                    List.of(new Variant("row", "lompo", parameters, "")),
                    List.of("return_raw")));
  }

  /** Half a surrogate pair has no UTF-8, and cannot come out of a suite's file. */
  private static boolean isEncodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
