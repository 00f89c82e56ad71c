package dev.visor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.ObservationSpec;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.SuiteReader;
import dev.visor.core.suite.SuiteWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  private static final String SUITE =
      """
      schema: 1
      name: small
      observation: 32px
      tasks: [walker-walk, cartpole-balance]
      datasets: { kinds: [expert], sizes: [10k, full] }
      seeds: 2
      algorithms:
        - bc
        - lompo: { penalty: none }
          as: plain
      """;

  private static final String ONLINE =
      """
        - sac: {}
          online: { env_steps: 50k }
        - sac: { weight: 7 }
          online: { env_steps: 1M }
          as: longer
      """;

  @TempDir Path folder;

  @Test
  void trials_stand_by_task_kind_size_variant_and_seed() {
    Plan plan = plan(SUITE);

    assertThat(plan.trials())
        .extracting(trial -> trial.group() + " " + trial.variant() + " " + trial.seedIndex())
        .containsExactly(
            "walker-walk@2/expert/10k bc 0",
            "walker-walk@2/expert/10k bc 1",
            "walker-walk@2/expert/10k plain 0",
            "walker-walk@2/expert/10k plain 1",
            "walker-walk@2/expert/full bc 0",
            "walker-walk@2/expert/full bc 1",
            "walker-walk@2/expert/full plain 0",
            "walker-walk@2/expert/full plain 1",
            "cartpole-balance@1/expert/10k bc 0",
            "cartpole-balance@1/expert/10k bc 1",
            "cartpole-balance@1/expert/10k plain 0",
            "cartpole-balance@1/expert/10k plain 1",
            "cartpole-balance@1/expert/full bc 0",
            "cartpole-balance@1/expert/full bc 1",
            "cartpole-balance@1/expert/full plain 0",
            "cartpole-balance@1/expert/full plain 1");
  }

  @Test
  void parameters_are_the_profiles_where_the_suite_names_none() {
    Plan plan = plan(SUITE);

    assertThat(plan.trials().get(0).parameters())
        .containsEntry("updates", "5000")
        .containsEntry("learning_rate", "0.001");
    assertThat(plan.trials().get(2).parameters())
        .containsEntry("penalty", "none")
        .containsEntry("weight", "5");
  }

  @Test
  void resolved_suite_plans_the_same_trials() throws IOException {
    Plan plan = plan(SUITE);
    Path resolved = folder.resolve("suite.resolved.yaml");
    Files.writeString(resolved, SuiteWriter.text(plan.suite()));

    Plan again = new Planner(SmallWorld.registry()).plan(SuiteReader.read(resolved));

    assertThat(again.trials()).isEqualTo(plan.trials());
    assertThat(SuiteWriter.sha256(again.suite())).isEqualTo(SuiteWriter.sha256(plan.suite()));
  }

  @Test
  void resolved_suite_names_a_later_parameter_that_trials_from_before_it_are_not_told_by()
      throws IOException {
    Plan plan = plan(SUITE + "  - grown: { layers: 1 }\n");
    Path resolved = folder.resolve("suite.resolved.yaml");
    Files.writeString(resolved, SuiteWriter.text(plan.suite()));

    Plan again = new Planner(SmallWorld.registry()).plan(SuiteReader.read(resolved));

    assertThat(plan.trials())
        .filteredOn(trial -> trial.variant().equals("grown"))
        .allSatisfy(trial -> assertThat(trial.parameters()).isEmpty());
    assertThat(again.trials()).isEqualTo(plan.trials());
  }

  @Test
  void what_learns_in_the_environment_comes_last_and_has_its_steps_for_a_size() {
    Plan plan = plan(SUITE + ONLINE);

    assertThat(plan.trials())
        .filteredOn(PlannedTrial::online)
        .extracting(trial -> trial.group() + " " + trial.variant() + " " + trial.seedIndex())
        .containsExactly(
            "walker-walk@2/online/50k sac 0",
            "walker-walk@2/online/50k sac 1",
            "walker-walk@2/online/1M longer 0",
            "walker-walk@2/online/1M longer 1",
            "cartpole-balance@1/online/50k sac 0",
            "cartpole-balance@1/online/50k sac 1",
            "cartpole-balance@1/online/1M longer 0",
            "cartpole-balance@1/online/1M longer 1");
    assertThat(plan.trials().get(8).id()).startsWith("sac.walker-walk-2.online.50k.s0.");
    assertThat(plan.trials().get(8).dataset()).hasToString("walker-walk/online@2");
  }

  @Test
  void what_learns_in_the_environment_changes_nothing_for_the_others() {
    Plan with = plan(SUITE + ONLINE);

    assertThat(with.trials()).containsAll(plan(SUITE).trials());
    assertThat(with.datasets()).isEqualTo(plan(SUITE).datasets());
  }

  @Test
  void a_resolved_suite_keeps_the_steps_in_the_environment() throws IOException {
    Plan plan = plan(SUITE + ONLINE);
    Path resolved = folder.resolve("suite.resolved.yaml");
    Files.writeString(resolved, SuiteWriter.text(plan.suite()));

    Plan again = new Planner(SmallWorld.registry()).plan(SuiteReader.read(resolved));

    assertThat(again.trials()).isEqualTo(plan.trials());
  }

  @Test
  void an_algorithm_is_asked_for_in_the_way_in_which_it_learns() {
    VisorException online = fail(SUITE + "    online: { env_steps: 50k }\n");
    VisorException offline = fail(SUITE + "  - sac\n");

    assertThat(online.what()).isEqualTo("the algorithm lompo learns from datasets alone");
    assertThat(online.place()).endsWith("suite.yaml:9:5");
    assertThat(offline.what())
        .isEqualTo("the algorithm sac learns in an environment, not from a dataset");
    assertThat(offline.remedy()).contains("online: { env_steps: 50k }");
  }

  @Test
  void steps_in_an_environment_are_whole_actions() {
    VisorException error = fail(SUITE + ONLINE.replace("50k", "50001"));

    assertThat(error.what())
        .isEqualTo("sac has 50001 steps, and an action of walker-walk@2 takes 2");
    assertThat(error.place()).endsWith("suite.yaml:11:5");
  }

  @Test
  void a_task_whose_episodes_end_in_the_middle_of_an_action_keeps_to_no_number_of_steps() {
    String suite =
        SUITE.replace("walker-walk, cartpole-balance", "hop").replace("10k, full", "full");
    VisorException error = fail(suite + ONLINE);

    assertThat(error.what())
        .isEqualTo(
            "sac learns in hop@1, whose episodes of 75 steps end in the middle of an action, which"
                + " takes 2");
    assertThat(plan(suite).trials()).hasSize(4);
  }

  @Test
  void datasets_are_listed_once_with_what_is_seen() {
    Plan plan = plan(SUITE);

    assertThat(plan.datasets())
        .extracting(dataset -> dataset.recipe().id().toString())
        .containsExactly("walker-walk/expert@2", "cartpole-balance/expert@1");
    assertThat(plan.datasets().get(0).observation()).isEqualTo(new ObservationSpec(32, 32, 3));
    assertThat(plan.trials().get(0).datasetIdentity()).isEqualTo(plan.datasets().get(0).identity());
  }

  @Test
  void kind_may_name_its_version() {
    Plan plan =
        plan(
            SUITE
                .replace("kinds: [expert]", "kinds: [expert@1]")
                .replace("walker-walk,", "walker-walk@1,"));

    assertThat(plan.trials().get(0).dataset()).hasToString("walker-walk/expert@1");
  }

  @Test
  void identity_changes_with_all_that_decides_the_result() {
    Set<String> identities = new HashSet<>();
    for (String other :
        new String[] {
          SUITE,
          SUITE.replace("- bc", "- bc: { updates: 4k }"),
          SUITE.replace("32px", "64px"),
          SUITE.replace("walker-walk,", "walker-walk@1,"),
          SUITE.replace("[expert]", "[medium]").replace(", cartpole-balance", ""),
          SUITE.replace("10k, ", ""),
          SUITE + "seed: 2\n",
          SUITE + "protocol: { eval_episodes: 21 }\n",
          SUITE + "protocol: { eval_points: 11 }\n",
          SUITE + "protocol: { checkpoint: final }\n",
          SUITE + "protocol: { threads: 2 }\n"
        }) {
      assertThat(identities.add(plan(other).trials().get(0).identity())).as(other).isTrue();
    }
  }

  @Test
  void identity_stays_where_only_the_question_around_it_changes() {
    String identity = plan(SUITE).trials().get(0).identity();

    for (String other :
        new String[] {
          SUITE.replace("name: small", "name: other"),
          SUITE.replace("seeds: 2", "seeds: 3"),
          SUITE.replace("- bc", "- bc: { updates: 5k, learning_rate: 1e-3 }"),
          SUITE.replace("10k, full", "10000"),
          SUITE + "protocol: { wall_limit: 1h }\n",
          SUITE + "metrics: [return_raw]\n"
        }) {
      assertThat(plan(other).trials().get(0).identity()).as(other).isEqualTo(identity);
    }
  }

  @Test
  void folders_differ_and_have_short_safe_names() {
    String longName = "a".repeat(40);
    Plan plan =
        plan(
            SUITE
                .replace("plain", longName)
                .replace("seeds: 2", "seeds: 1000")
                .replace("10k, full", "49999, full"));

    Set<String> ids = plan.trials().stream().map(PlannedTrial::id).collect(Collectors.toSet());
    assertThat(ids).hasSameSizeAs(plan.trials());
    assertThat(ids).allSatisfy(id -> assertThat(id).matches("[a-z0-9][a-z0-9._-]{0,99}"));
  }

  @Test
  void rows_with_the_same_parameters_have_folders_of_their_own() {
    Plan plan = plan(SUITE.replace("- bc", "- bc\n  - bc: { updates: 5k }\n    as: again"));

    PlannedTrial first = plan.trials().get(0);
    PlannedTrial again = plan.trials().get(2);
    assertThat(again.identity()).isEqualTo(first.identity());
    assertThat(again.id()).isNotEqualTo(first.id());
  }

  @Test
  void unknown_algorithm_is_told_with_line_nearest_name_and_command() {
    VisorException error = fail(SUITE.replace("- lompo:", "- lonpo:"));

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).contains("algorithm 'lonpo'");
    assertThat(error.place()).isEqualTo(file() + ":9:5");
    assertThat(error.remedy()).contains("'lompo'").contains("visor algorithms list");
  }

  @Test
  void unknown_task_is_told_with_line_nearest_name_and_command() {
    VisorException error = fail(SUITE.replace("cartpole-balance", "cartpole-balanse"));

    assertThat(error.what()).contains("task 'cartpole-balanse'");
    assertThat(error.place()).isEqualTo(file() + ":4:22");
    assertThat(error.remedy()).contains("'cartpole-balance'").contains("visor envs list");
  }

  @Test
  void unknown_version_of_a_task_is_an_error() {
    assertThat(fail(SUITE.replace("walker-walk,", "walker-walk@9,")).what())
        .contains("walker-walk@9");
  }

  @Test
  void unknown_metric_is_told_with_line_nearest_name_and_command() {
    VisorException error = fail(SUITE + "metrics: [score_0_10]\n");

    assertThat(error.place()).isEqualTo(file() + ":11:11");
    assertThat(error.remedy()).contains("'score_0_100'").contains("visor metrics list");
  }

  @Test
  void kind_that_a_task_lacks_is_told_with_the_kinds_it_has() {
    VisorException error = fail(SUITE.replace("[expert]", "[expert, medium]"));

    assertThat(error.what()).contains("cartpole-balance@1 has no dataset of the kind 'medium'");
    assertThat(error.place()).isEqualTo(file() + ":5:29");
    assertThat(error.remedy()).contains("there are: expert").contains("visor datasets list");
  }

  @Test
  void unknown_parameter_is_told_with_its_own_place() {
    VisorException error = fail(SUITE.replace("penalty: none", "penalti: none"));

    assertThat(error.what()).contains("penalti");
    assertThat(error.place()).isEqualTo(file() + ":9:14");
    assertThat(error.remedy()).contains("'penalty'").contains("visor algorithms show lompo");
  }

  @Test
  void value_out_of_its_bounds_is_told_with_its_own_place() {
    VisorException error = fail(SUITE.replace("- bc", "- bc: { learning_rate: 1, updates: 0 }"));

    assertThat(error.what()).contains("updates");
    assertThat(error.place()).isEqualTo(file() + ":8:29");
  }

  @Test
  void parameters_that_do_not_go_together_are_told_with_the_place_of_the_variant() {
    VisorException error = fail(SUITE.replace("penalty: none", "penalty: none, weight: 200"));

    assertThat(error.what()).contains("weight is useless");
    assertThat(error.place()).isEqualTo(file() + ":9:5");
  }

  @Test
  void same_thing_twice_is_an_error_at_the_second() {
    assertThat(fail(SUITE.replace("cartpole-balance", "walker-walk@2")).place())
        .isEqualTo(file() + ":4:22");
    assertThat(fail(SUITE.replace("10k, full", "10k, 10000")).place()).isEqualTo(file() + ":5:43");
    assertThat(fail(SUITE.replace("[expert]", "[expert, expert]")).place())
        .isEqualTo(file() + ":5:29");
    assertThat(fail(SUITE + "metrics: [return_raw, return_raw]\n").place())
        .isEqualTo(file() + ":11:23");
  }

  @Test
  void subset_larger_than_the_dataset_is_an_error() {
    VisorException error = fail(SUITE.replace("10k", "51k"));

    assertThat(error.what()).contains("51k").contains("50000 transitions");
    assertThat(plan(SUITE.replace("10k", "50k")).trials()).hasSize(16);
  }

  @Test
  void ten_thousand_trials_are_planned_and_all_differ() {
    String tasks =
        "abcdefghijklmnopqrst"
            .chars()
            .mapToObj(c -> "maze-" + (char) c)
            .collect(Collectors.joining(", "));
    Plan plan =
        plan(
            SUITE
                .replace("walker-walk, cartpole-balance", tasks)
                .replace("[expert]", "[expert, medium]")
                .replace("seeds: 2", "seeds: 63"));

    assertThat(plan.trials()).hasSize(20 * 2 * 2 * 2 * 63);
    assertThat(plan.trials().stream().map(PlannedTrial::identity).distinct())
        .hasSameSizeAs(plan.trials());
  }

  private Plan plan(String text) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Suite suite = SuiteReader.read(file());
    return new Planner(SmallWorld.registry()).plan(suite);
  }

  private Path file() {
    return folder.resolve("suite.yaml");
  }

  private VisorException fail(String text) {
    VisorException error = catchThrowableOfType(VisorException.class, () -> plan(text));
    assertThat(error).as(text).isNotNull();
    return error;
  }
}
