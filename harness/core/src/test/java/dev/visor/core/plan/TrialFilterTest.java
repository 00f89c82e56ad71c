package dev.visor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Profile;
import dev.visor.core.VisorException;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialFilterTest {
  private static final Plan PLAN =
      new Planner(SmallWorld.registry())
          .plan(
              new Suite(
                  "small",
                  1,
                  new Protocol(20, 10, CheckpointRule.LAST3, 1, Duration.ofHours(1)),
                  32,
                  List.of("walker-walk", "maze-a"),
                  List.of("expert", "medium"),
                  List.of(DatasetSize.FULL),
                  12,
                  Profile.SMOKE,
                  List.of(
                      new Variant("bc", "bc", Map.of(), ""),
                      new Variant("plain", "lompo", Map.of(), "")),
                  List.of("return_raw")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "variant=bc|48",
        "variant=bc,plain|96",
        "algorithm=lompo|48",
        "task=walker-walk|48",
        "task=walker-walk@2|48",
        "task=walk*|48",
        "task=*|96",
        "kind=expert,task=maze-a|24",
        "size=full|96",
        "seed=0|8",
        "seed=0..2|24",
        "seed=0,11|16",
        "seed=1*|24",
        "seed=5..99|56"
      })
  void trials_pass_by_name_pattern_or_range(String option, int count) {
    assertThat(only(option).trials()).hasSize(count);
  }

  @Test
  void several_options_must_all_be_met_and_values_of_one_key_add_up() {
    assertThat(only("variant=bc", "seed=0", "seed=3").trials())
        .hasSize(8)
        .allSatisfy(trial -> assertThat(trial.variant()).isEqualTo("bc"));
  }

  @Test
  void order_of_the_plan_is_kept() {
    assertThat(only("seed=3,0", "variant=plain", "kind=expert", "task=maze-a").trials())
        .extracting(PlannedTrial::seedIndex)
        .containsExactly(0, 3);
  }

  @Test
  void datasets_that_nobody_needs_are_left_out() {
    assertThat(only("kind=medium,task=maze-a").datasets())
        .extracting(dataset -> dataset.recipe().id().toString())
        .containsExactly("maze-a/medium@1");
  }

  @Test
  void without_an_option_everything_passes() {
    assertThat(PLAN.only(TrialFilter.parse(List.of()))).isEqualTo(PLAN);
  }

  @Test
  void name_that_no_trial_has_is_told_with_the_nearest() {
    VisorException error = fail("kind=exprt");

    assertThat(error.what()).contains("kind 'exprt'");
    assertThat(error.place()).isEqualTo("--only kind=exprt");
    assertThat(error.remedy()).startsWith("did you mean expert?").contains("expert, medium");
  }

  @Test
  void unknown_key_is_told_with_the_nearest() {
    assertThat(fail("varian=bc").remedy()).startsWith("did you mean variant?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bc",
        "",
        "variant=",
        "variant=bc,",
        "=bc",
        "seed=12",
        "seed=20..30",
        "task=\\E*("
      })
  void option_that_names_no_trial_is_told_as_it_was_written(String option) {
    VisorException error = fail(option);

    assertThat(error.place()).isEqualTo("--only " + option);
    assertThat(error.remedy()).isNotBlank();
  }

  private static Plan only(String... options) {
    return PLAN.only(TrialFilter.parse(List.of(options)));
  }

  private static VisorException fail(String option) {
    VisorException error = catchThrowableOfType(VisorException.class, () -> only(option));
    assertThat(error).as(option).isNotNull();
    return error;
  }
}
