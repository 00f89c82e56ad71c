package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.suite.CheckpointRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String TASK = "walker-walk@1";

  @Test
  void differences_are_the_second_less_the_first_in_each_cell_and_in_all() {
    Comparison comparison =
        of(
            new TrialRows(3).ok("bc", TASK, "expert", 40, 41, 42).ok("bc", TASK, "medium", 1, 2, 3),
            new TrialRows(3)
                .ok("bc", TASK, "expert", 50, 51, 52)
                .ok("bc", TASK, "medium", 1, 2, 3));

    assertThat(comparison.rows())
        .extracting(ComparisonRow::group)
        .containsExactly(TASK + "/expert/full", TASK + "/medium/full", "all");
    ComparisonRow expert = comparison.rows().get(0);
    assertThat(expert.difference()).isCloseTo(10, within(1e-9));
    assertThat(expert.low().getAsDouble()).isBetween(8.0, 10.0);
    assertThat(expert.high().getAsDouble()).isBetween(10.0, 12.0);
    assertThat(expert.improvement()).isEqualTo(1);
    assertThat(expert.identical()).isFalse();
    ComparisonRow medium = comparison.rows().get(1);
    assertThat(medium.difference()).isZero();
    assertThat(medium.improvement()).isEqualTo(0.5);
    assertThat(medium.identical()).isTrue();
    assertThat(comparison.notes()).isEmpty();
  }

  @Test
  void where_less_is_better_less_improves() {
    Comparison comparison =
        of(
            new TrialRows(2).metric("steps_to_goal", false).ok("bc", TASK, "expert", 40, 41),
            new TrialRows(2).metric("steps_to_goal", false).ok("bc", TASK, "expert", 30, 31));

    assertThat(comparison.rows().get(0).difference()).isCloseTo(-10, within(1e-9));
    assertThat(comparison.rows().get(0).improvement()).isEqualTo(1);
  }

  @Test
  void different_numbers_of_seeds_are_compared_and_single_seeds_have_no_interval() {
    ComparisonRow ragged =
        of(
                new TrialRows(3).ok("bc", TASK, "expert", 40, 41, 42),
                new TrialRows(1).ok("bc", TASK, "expert", 50))
            .rows()
            .get(0);
    ComparisonRow single =
        of(
                new TrialRows(1).ok("bc", TASK, "expert", 40),
                new TrialRows(1).ok("bc", TASK, "expert", 50))
            .rows()
            .get(0);

    assertThat(ragged.firstTrials()).isEqualTo(3);
    assertThat(ragged.secondTrials()).isEqualTo(1);
    assertThat(ragged.low()).isPresent();
    assertThat(single.difference()).isEqualTo(10);
    assertThat(single.low()).isEmpty();
  }

  @Test
  void what_cannot_be_compared_is_told_and_never_an_error() {
    Comparison comparison =
        of(
            new TrialRows(1)
                .ok("bc", TASK, "expert", 40)
                .ok("old", TASK, "expert", 1)
                .ok("bc", TASK, "medium", 2)
                .failed("bc", TASK, "random", 0, TrialStatus.OOM),
            new TrialRows(1)
                .evalEpisodes(10)
                .ok("bc", TASK, "expert", 50)
                .ok("new", TASK, "expert", 1)
                .ok("bc", TASK, "random", 7));

    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.notes())
        .containsExactly(
            "Only the first has the variant old.",
            "Only the second has the variant new.",
            "Only the first has the cell walker-walk@1/medium/full.",
            "bc in walker-walk@1/expert/full cannot be compared: eval_episodes is 20 in the first"
                + " and 10 in the second.",
            "bc in walker-walk@1/random/full has no value in the first.");
  }

  @Test
  void last_three_of_other_evaluations_are_not_compared_but_the_last_one_is() {
    for (CheckpointRule rule : CheckpointRule.values()) {
      Comparison comparison =
          of(
              new TrialRows(1).evalPoints(5, rule).ok("bc", TASK, "expert", 40),
              new TrialRows(1).evalPoints(10, rule).ok("bc", TASK, "expert", 50));

      assertThat(comparison.rows().isEmpty()).isEqualTo(rule == CheckpointRule.LAST3);
      assertThat(comparison.notes().toString().contains("eval_points is 5 in the first and 10"))
          .isEqualTo(rule == CheckpointRule.LAST3);
    }
  }

  @Test
  void other_parameters_are_told_beside_the_difference() {
    Comparison comparison =
        of(
            new TrialRows(1).ok("bc", TASK, "expert", 40),
            new TrialRows(1).parameters("updates=9").ok("bc", TASK, "expert", 50));

    assertThat(comparison.rows()).hasSize(1);
    assertThat(comparison.notes())
        .containsExactly(
            "bc in walker-walk@1/expert/full was trained in another way: parameters of the first"
                + " are updates=5000, of the second updates=9.");
  }

  @Test
  void runs_without_a_metric_in_common_have_nothing_to_compare() {
    Comparison comparison =
        of(
            new TrialRows(1).ok("bc", TASK, "expert", 40),
            new TrialRows(1).metric("return_raw", true).ok("bc", TASK, "expert", 50));

    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.notes()).containsExactly("The two have no metric in common.");
    assertThat(Comparison.of(List.of(), List.of(), LeaderboardOptions.DEFAULT).rows()).isEmpty();
  }

  @Test
  void machines_read_columns_with_the_names_of_the_table() {
    Comparison comparison =
        of(
            new TrialRows(1).ok("bc", TASK, "expert", 40),
            new TrialRows(1).ok("bc", TASK, "expert", 50));

    assertThat(ComparisonFormat.CSV.render(comparison))
        .isEqualTo(
            """
            schema,group,variant,metric,higher_is_better,cells,first_trials,second_trials,\
            first_iqm,second_iqm,difference,difference_low,difference_high,p_improve,identical
            1,walker-walk@1/expert/full,bc,score_0_100,true,1,1,1,40.0,50.0,10.0,,,1.0,false
            """);
    assertThat(ComparisonFormat.JSON.render(comparison))
        .contains("\"difference\" : 10.0", "\"notes\" : [ ]");
  }

  private static Comparison of(TrialRows first, TrialRows second) {
    List<TrialRow> one = first.list();
    return Comparison.of(one, second.list(), withoutMetric());
  }

  private static LeaderboardOptions withoutMetric() {
    LeaderboardOptions usual = LeaderboardOptions.DEFAULT;
    return new LeaderboardOptions(
        Optional.empty(), usual.by(), Optional.empty(), 500, 0.95, 1, usual.resampling());
  }
}
