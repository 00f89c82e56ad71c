package dev.visor.core.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.api.Profile;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteReaderTest {
  private static final String SMALLEST =
      """
      schema: 1
      name: quick
      observation: 32px
      tasks: [point_mass-dense]
      datasets: { kinds: [expert] }
      algorithms: [bc]
      """;

  private static final String ONLINE_AND_OFFLINE =
      """

        - bc
        - sac: { batch: 64 }
          online: { env_steps: 1M }
          as: long
      """;

  @TempDir Path folder;

  @Test
  void reads_every_key() {
    Suite suite =
        read(
            """
            schema: 1
            name: walker-laptop
            seed: -7
            protocol: { eval_episodes: 20, eval_points: 10, checkpoint: last3, threads: 2, wall_limit: 1h30m }
            observation: 64px
            tasks: [walker-walk@1, cartpole-swingup]
            datasets: { kinds: [medium-replay, expert], sizes: [10k, full] }
            seeds: 3
            profile: paper
            algorithms:
              - lompo
              - lompo: { penalty: none, updates: 20k }
                as: lompo-no-penalty
              - bc: {}
            metrics: [return_raw]
            """);

    assertThat(suite.name()).isEqualTo("walker-laptop");
    assertThat(suite.seed()).isEqualTo(-7);
    assertThat(suite.protocol())
        .isEqualTo(new Protocol(20, 10, CheckpointRule.LAST3, 2, Duration.ofMinutes(90)));
    assertThat(suite.imageSize()).isEqualTo(64);
    assertThat(suite.tasks()).containsExactly("walker-walk@1", "cartpole-swingup");
    assertThat(suite.kinds()).containsExactly("medium-replay", "expert");
    assertThat(suite.sizes()).containsExactly(DatasetSize.parse("10k"), DatasetSize.FULL);
    assertThat(suite.seeds()).isEqualTo(3);
    assertThat(suite.profile()).isEqualTo(Profile.PAPER);
    assertThat(suite.algorithms())
        .extracting(Variant::name)
        .containsExactly("lompo", "lompo-no-penalty", "bc");
    assertThat(suite.algorithms().get(1).algorithm()).isEqualTo("lompo");
    assertThat(suite.algorithms().get(1).parameters())
        .containsEntry("penalty", "none")
        .containsEntry("updates", "20k");
    assertThat(suite.metrics()).containsExactly("return_raw");
  }

  @Test
  void fills_in_what_the_file_leaves_out() {
    Suite suite = read(SMALLEST);

    assertThat(suite.seed()).isEqualTo(1);
    assertThat(suite.seeds()).isEqualTo(5);
    assertThat(suite.protocol())
        .isEqualTo(new Protocol(20, 10, CheckpointRule.LAST3, 1, Duration.ofHours(2)));
    assertThat(suite.sizes()).containsExactly(DatasetSize.FULL);
    assertThat(suite.profile()).isEqualTo(Profile.LAPTOP);
    assertThat(suite.metrics()).containsExactly("return_raw", "score_0_100");
  }

  @Test
  void knows_where_names_stand() {
    Suite suite = read(SMALLEST.replace("[bc]", "[bc, { lompo: { penalty: none } }]"));

    assertThat(suite.places().of("tasks", 0)).isEqualTo("suite.yaml:4:9");
    assertThat(suite.places().of("datasets.kinds", 0)).isEqualTo("suite.yaml:5:21");
    assertThat(suite.algorithms().get(1).place()).isEqualTo("suite.yaml:6:20");
    assertThat(suite.places().of("algorithms[1].penalty")).isEqualTo("suite.yaml:6:29");
    assertThat(suite.places().of("metrics", 0)).isEmpty();
  }

  @Test
  void unknown_key_is_told_with_its_line_and_the_nearest_key() {
    VisorException error = fail(SMALLEST + "sedes: 3\n");

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).isEqualTo("there is no key 'sedes' in the suite");
    assertThat(error.place()).isEqualTo("suite.yaml:7:1");
    assertThat(error.remedy()).startsWith("did you mean 'seeds'?");
  }

  @Test
  void unknown_key_below_protocol_is_told_with_its_column() {
    VisorException error = fail(SMALLEST + "protocol: { eval_episode: 20 }\n");

    assertThat(error.place()).isEqualTo("suite.yaml:7:13");
    assertThat(error.remedy()).startsWith("did you mean 'eval_episodes'?");
  }

  @Test
  void of_two_mistakes_the_first_in_the_file_is_told() {
    assertThat(fail(SMALLEST + "seeds: none\nsedes: 3\n").place()).isEqualTo("suite.yaml:7:8");
    assertThat(fail(SMALLEST + "sedes: 3\nseeds: none\n").place()).isEqualTo("suite.yaml:7:1");
  }

  @Test
  void repeated_key_is_told_with_both_lines() {
    VisorException error = fail(SMALLEST + "name: other\n");

    assertThat(error.what()).contains("'name' is there twice").contains("suite.yaml:2:1");
    assertThat(error.place()).isEqualTo("suite.yaml:7:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", "name", "observation", "tasks", "datasets", "algorithms"})
  void missing_key_is_told_with_an_example(String key) {
    String without = SMALLEST.replaceAll("(?m)^" + key + ":.*\n", "");

    VisorException error = fail(without);

    assertThat(error.what()).isEqualTo("the suite lacks '" + key + "'");
    assertThat(error.remedy()).startsWith("write it like " + key + ": ");
  }

  @Test
  void datasets_without_kinds_is_an_error() {
    VisorException error = fail(SMALLEST.replace("kinds: [expert]", "sizes: [10k]"));

    assertThat(error.what()).isEqualTo("datasets lacks 'kinds'");
    assertThat(error.place()).isEqualTo("suite.yaml:5:11");
  }

  @Test
  void other_schema_is_told_before_anything_else() {
    VisorException error = fail("future: key\n" + SMALLEST.replace("schema: 1", "schema: 2"));

    assertThat(error.what()).contains("schema is '2'");
    assertThat(error.place()).isEqualTo("suite.yaml:2:9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seeds: 0",
        "seeds: yes",
        "seeds: 2.5",
        "seeds: -1",
        "seeds: 1e9",
        "seeds: 0o5",
        "seeds: 1_000",
        "seeds: [5]",
        "seeds:",
        "seeds: ~",
        "seed: 0",
        "seed: 1.0",
        "profile: lapptop",
        "profile: Laptop",
        "metrics: return_raw",
        "metrics: []",
        "metrics: [[return_raw]]",
        "metrics: [null]",
        "protocol: 20",
        "protocol: { eval_episodes: 0 }",
        "protocol: { wall_limit: 2 }",
        "protocol: { wall_limit: 0h }",
        "protocol: { wall_limit: 2 h }",
        "protocol: { checkpoint: best }",
        "protocol: { threads: on }"
      })
  void wrong_value_is_told_with_its_line_and_an_example(String line) {
    VisorException error = fail(SMALLEST + line + "\n");

    assertThat(error.place()).startsWith("suite.yaml:7:");
    assertThat(error.remedy()).isNotBlank();
    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15px", "513px", "64", "64 px", "big", "-64px", "[64px]"})
  void picture_size_out_of_its_bounds_is_an_error(String size) {
    assertThat(fail(SMALLEST.replace("32px", size)).place()).isEqualTo("suite.yaml:3:14");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10K", "-5", "1e3", "all", "0x10"})
  void dataset_size_that_is_none_is_an_error(String size) {
    String text = SMALLEST.replace("kinds: [expert]", "kinds: [expert], sizes: [" + size + "]");

    assertThat(fail(text).what()).contains("no dataset size");
  }

  @Test
  void words_that_older_yaml_takes_for_booleans_and_numbers_stay_words() {
    Suite suite =
        read(
            SMALLEST
                .replace("name: quick", "name: on")
                .replace("[bc]", "[{ bc: { flag: yes, rate: 1e-3, octal: 017, text: '1e3' } }]"));

    assertThat(suite.name()).isEqualTo("on");
    assertThat(suite.algorithms().get(0).parameters().values())
        .containsExactly("yes", "1e-3", "017", "1e3");
  }

  @Test
  void whole_numbers_may_have_units_or_an_exponent() {
    assertThat(read(SMALLEST + "seeds: 1e1\n").seeds()).isEqualTo(10);
    assertThat(read(SMALLEST + "protocol: { eval_episodes: 1.5k }\n").protocol().evalEpisodes())
        .isEqualTo(1500);
  }

  @Test
  void too_few_evaluations_for_the_checkpoint_rule_is_an_error() {
    VisorException error = fail(SMALLEST + "protocol: { eval_points: 2 }\n");

    assertThat(error.what()).contains("last3 needs 3 evaluations").contains("eval_points is 2");
    assertThat(error.place()).isEqualTo("suite.yaml:7:1");
  }

  @Test
  void two_rows_of_one_name_are_asked_to_differ() {
    VisorException error = fail(SMALLEST.replace("[bc]", "[bc, { bc: { updates: 20k } }]"));

    assertThat(error.what()).contains("'bc'").contains("suite.yaml:6:14");
    assertThat(error.place()).isEqualTo("suite.yaml:6:20");
    assertThat(error.remedy()).contains("as: name");
  }

  @Test
  void parameter_beside_its_algorithm_is_told_how_to_stand() {
    VisorException error = fail(SMALLEST.replace("[bc]", "\n  - lompo:\n    penalty: none\n"));

    assertThat(error.what()).contains("'penalty' stands beside the algorithm 'lompo'");
    assertThat(error.place()).isEqualTo("suite.yaml:8:5");
    assertThat(error.remedy()).contains("lompo: { penalty: … }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[bc]]",
        "[{ as: x }]",
        "[{ bc: 20k }]",
        "[{ bc: { updates: [1] } }]",
        "[{ bc: { updates: } }]",
        "[{ bc: {}, as: [x] }]",
        "[{ bc: {}, as: No Name }]",
        "[BC]",
        "[a123456789b123456789c123456789d123456789e]",
        "bc",
        "[]"
      })
  void algorithm_of_another_form_is_an_error(String algorithms) {
    VisorException error = fail(SMALLEST.replace("[bc]", algorithms));

    assertThat(error.place()).startsWith("suite.yaml:6:");
    assertThat(error.remedy()).isNotBlank();
  }

  @Test
  void algorithm_without_parameters_may_end_in_a_colon() {
    Suite suite = read(SMALLEST.replace("[bc]", "\n  - bc:\n    as: clone\n"));

    assertThat(suite.algorithms())
        .extracting(Variant::name, Variant::algorithm)
        .containsExactly(tuple("clone", "bc"));
  }

  @Test
  void an_algorithm_may_learn_in_the_environment_with_so_many_steps() {
    Suite suite = read(SMALLEST.replace("[bc]", ONLINE_AND_OFFLINE));

    assertThat(suite.algorithms())
        .extracting(Variant::name, Variant::environmentSteps)
        .containsExactly(
            tuple("bc", Optional.empty()), tuple("long", Optional.of(DatasetSize.parse("1M"))));
    assertThat(suite.algorithms().get(1).parameters()).containsEntry("batch", "64");
  }

  @Test
  void where_every_algorithm_is_online_there_are_no_datasets() {
    String online = SMALLEST.replace("[bc]", "[{ sac: {}, online: { env_steps: 50k } }]");

    assertThat(read(online.replace("datasets: { kinds: [expert] }\n", "")).kinds()).isEmpty();
    assertThat(fail(online).what()).contains("nothing learns from the datasets");
    assertThat(fail(online).place()).isEqualTo("suite.yaml:5:1");
    assertThat(fail(SMALLEST.replace("datasets: { kinds: [expert] }\n", "")).what())
        .contains("lacks 'datasets'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50k",
        "{}",
        "",
        "{ env_step: 50k }",
        "{ env_steps: 50k, seeds: 2 }",
        "{ env_steps: full }",
        "{ env_steps: 0 }",
        "{ env_steps: 2000M }",
        "{ env_steps: [50k] }"
      })
  void steps_of_another_form_are_an_error(String online) {
    VisorException error =
        fail(SMALLEST.replace("[bc]", "\n  - sac: {}\n    online: " + online + "\n"));

    assertThat(error.place()).startsWith("suite.yaml:8:");
    assertThat(error.remedy()).contains("env_steps");
  }

  @Test
  void broken_yaml_is_told_with_its_line() {
    VisorException error = fail(SMALLEST.replace("[bc]", "[bc"));

    assertThat(error.what()).startsWith("the YAML is broken: ");
    assertThat(error.place()).startsWith("suite.yaml:7:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol:\n\teval_episodes: 20\n", "\tseeds: 5\n", "seeds:\n \t5\n"})
  void tab_in_the_indentation_is_told_as_such(String lines) {
    assertThat(fail(SMALLEST + lines).what()).isEqualTo("there is a tab where YAML wants spaces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# only a comment\n", "---\n", "just words", "[a, b]", "null"})
  void file_that_is_no_block_of_keys_is_an_error(String text) {
    VisorException error = fail(text);

    assertThat(error.place()).startsWith("suite.yaml");
    assertThat(error.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seeds: &n 5\n",
        "seeds: *n\n",
        "seeds: !!int 5\n",
        "<<: { seeds: 5 }\n",
        "? [a]\n: 5\n",
        "---\nname: other\n",
        "seeds: @5\n",
        "seeds: \"\\q\"\n"
      })
  void what_yaml_can_do_beyond_lists_and_keys_is_an_error(String lines) {
    assertThat(fail(SMALLEST + lines).place()).startsWith("suite.yaml:");
  }

  @Test
  void deep_nesting_is_an_error_and_no_overflow() {
    assertThat(fail(SMALLEST + "seeds: " + "[".repeat(5_000)).place()).startsWith("suite.yaml:7:");
  }

  @Test
  void control_character_is_told_with_its_place() {
    VisorException error = fail(SMALLEST + "seeds: \u00075\n");

    assertThat(error.what()).isEqualTo("there is a control character, U+0007");
    assertThat(error.place()).isEqualTo("suite.yaml:7:8");
  }

  @Test
  void byte_order_mark_is_passed_over() {
    assertThat(read("\uFEFF" + SMALLEST).name()).isEqualTo("quick");
  }

  @Test
  void folder_is_read_by_its_suite() throws IOException {
    Files.writeString(folder.resolve("suite.yaml"), SMALLEST);

    assertThat(SuiteReader.read(folder).name()).isEqualTo("quick");
    assertThat(SuiteReader.read(folder.resolve("suite.yaml")).algorithms().get(0).place())
        .isEqualTo(folder.resolve("suite.yaml") + ":6:14");
  }

  @Test
  void missing_file_is_told_with_its_path() {
    VisorException error =
        catchThrowableOfType(VisorException.class, () -> SuiteReader.read(folder));

    assertThat(error.what()).isEqualTo("there is no suite here");
    assertThat(error.place()).isEqualTo(folder.resolve("suite.yaml").toString());
    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void file_in_another_encoding_is_an_error() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    VisorException error = catchThrowableOfType(VisorException.class, () -> SuiteReader.read(file));

    assertThat(error.what()).isEqualTo("the suite is not in UTF-8");
  }

  private static Suite read(String text) {
    return SuiteReader.read(text, "suite.yaml", SuiteOverrides.NONE);
  }

  private static VisorException fail(String text) {
    VisorException error = catchThrowableOfType(VisorException.class, () -> read(text));
    assertThat(error).as("an error for %s", List.of(text)).isNotNull();
    return error;
  }
}
