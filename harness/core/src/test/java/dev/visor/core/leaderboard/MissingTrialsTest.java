package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.api.Profile;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a leaderboard says of trials that are not there: failed, not run, or never asked of it. */
class MissingTrialsTest {
  private static final String WALKER = "walker-walk@1";

  @Test
  void variant_with_a_missing_trial_has_values_and_bounds_and_no_rank() {
    Leaderboard board =
        of(
            new TrialRows(4)
                .ok("bc", WALKER, "expert", 40, 41, 42, 43)
                .ok("lompo", WALKER, "expert", 60, 61, 62)
                .failed("lompo", WALKER, "expert", 3, TrialStatus.TIMEOUT));

    LeaderboardRow first = board.group("all").get(0);
    LeaderboardRow last = board.group("all").get(1);
    assertThat(first.variant()).isEqualTo("bc");
    assertThat(first.rank()).hasValue(1);
    assertThat(first.rankHigh()).hasValue(2);
    assertThat(last.variant()).isEqualTo("lompo");
    assertThat(last.rank()).isEmpty();
    assertThat(last.rankLow()).isEmpty();
    assertThat(last.iqm()).hasValue(61);
    assertThat(last.worstCase()).hasValue(60.5);
    assertThat(last.bestCase()).hasValue(61.5);
    assertThat(last.coverage()).isEqualTo(0.75);
    assertThat(last.complete()).isFalse();
    assertThat(board.warnings()).contains("lompo has no rank: 3 of 4 trials count (1 timeout).");
  }

  @Test
  void missing_trial_may_have_been_as_good_as_the_best_of_the_group_and_not_only_100() {
    Leaderboard board =
        of(
            new TrialRows(2)
                .ok("bc", WALKER, "expert", 101, 103)
                .ok("lompo", WALKER, "expert", 120)
                .ok("odd", WALKER, "expert", -10));

    LeaderboardRow lompo = row(board, "lompo");
    assertThat(lompo.bestCase()).hasValue(120);
    assertThat(lompo.worstCase()).hasValue(55);
    assertThat(row(board, "odd").bestCase()).hasValue(55);
    assertThat(row(board, "odd").worstCase()).hasValue(-10);
    // By 100 alone lompo would be at 110; odd at 45, which is below all of bc's interval.
    assertThat(row(board, "bc").rankHigh()).hasValue(2);
  }

  @Test
  void single_trial_has_no_spread_and_no_interval_not_even_beside_one_that_has() {
    Leaderboard board =
        of(new TrialRows(2).ok("bc", WALKER, "expert", 40, 50).ok("lompo", WALKER, "expert", 60));

    assertThat(row(board, "lompo").mean()).hasValue(60);
    assertThat(row(board, "lompo").sd()).isEmpty();
    assertThat(row(board, "lompo").iqmLow()).isEmpty();
    assertThat(row(board, "lompo").improvement()).hasValue(1);
    assertThat(row(board, "lompo").improvementLow()).isEmpty();
    assertThat(row(board, "bc").sd()).isPresent();
  }

  private static LeaderboardRow row(Leaderboard board, String variant) {
    return board.group("all").stream()
        .filter(row -> row.variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void worst_rank_leaves_room_for_those_who_may_yet_come_before() {
    TrialRows rows =
        new TrialRows(3)
            .ok("bc", WALKER, "expert", 70, 71, 72)
            .ok("lompo", WALKER, "expert", 90, 91, 92)
            .ok("hopeless", WALKER, "expert", 1, 2)
            .ok("hopeful", WALKER, "expert", 75);
    Asked asked =
        Asked.of(suite(List.of("expert"), "bc", "lompo", "hopeless", "hopeful", "random"));

    Leaderboard board = Leaderboard.of(rows.list(), asked, LeaderboardOptions.DEFAULT);

    // The suite asks for random too, which may score anything; hopeless reaches 34 at most.
    assertThat(board.group("all"))
        .extracting(LeaderboardRow::variant, row -> row.rankHigh().orElse(0))
        .startsWith(tuple("lompo", 3), tuple("bc", 4));
  }

  @Test
  void variant_that_a_suite_of_several_did_not_ask_for_every_cell_has_no_rank_over_all() {
    List<TrialRow> rows =
        new TrialRows(3)
            .ok("bc", WALKER, "expert", 40, 41, 42)
            .ok("lompo", WALKER, "expert", 60, 61, 62)
            .ok("lompo", WALKER, "medium", 60, 61, 62)
            .list();
    Asked asked =
        Asked.of(suite(List.of("expert"))).and(Asked.of(suite(List.of("medium"), "lompo")));

    Leaderboard board = Leaderboard.of(rows, asked, LeaderboardOptions.DEFAULT);

    assertThat(board.group("all"))
        .extracting(LeaderboardRow::variant, row -> row.rank().orElse(0))
        .containsExactly(tuple("lompo", 1), tuple("bc", 0));
    assertThat(board.warnings())
        .contains("Not asked for every cell, and over all cells without a rank: bc.");
  }

  @Test
  void variant_of_which_the_suite_has_come_to_ask_for_more_seeds_is_incomplete() {
    List<TrialRow> rows =
        new TrialRows(2)
            .ok("bc", WALKER, "expert", 40, 41)
            .ok("lompo", WALKER, "expert", 60, 61)
            .list();

    Leaderboard board =
        Leaderboard.of(
            rows, Asked.of(suite(List.of("expert"), "bc", "lompo")), LeaderboardOptions.DEFAULT);

    assertThat(board.group("all")).extracting(LeaderboardRow::trialsExpected).containsOnly(3);
    assertThat(board.group("all")).noneMatch(LeaderboardRow::complete);
  }

  @Test
  void suite_of_more_seeds_for_a_cell_leaves_the_variants_of_another_suite_alone() {
    List<TrialRow> rows =
        Stream.concat(
                new TrialRows(5).ok("bc", WALKER, "expert", 40, 41, 42, 43, 44).list().stream(),
                new TrialRows(3).ok("lompo", WALKER, "expert", 60, 61, 62).list().stream())
            .toList();
    Asked asked =
        Asked.of(suite(List.of(WALKER), List.of("expert"), 5, "bc"))
            .and(Asked.of(suite(List.of(WALKER), List.of("expert"), 3, "lompo")));

    assertThat(Leaderboard.of(rows, asked, LeaderboardOptions.DEFAULT).group("all"))
        .allMatch(LeaderboardRow::complete);
  }

  @Test
  void task_without_a_version_is_the_newest_that_there_are_rows_of() {
    List<TrialRow> rows = new TrialRows(3).ok("bc", "walker-walk@10", "expert", 40, 41, 42).list();
    Asked asked = Asked.of(suite(List.of("walker-walk"), List.of("expert"), 3, "bc"));

    Leaderboard board = Leaderboard.of(rows, asked, LeaderboardOptions.DEFAULT);

    assertThat(board.group("all")).allMatch(LeaderboardRow::complete);
    assertThat(board.group("walker-walk@10/expert/full")).hasSize(1);
  }

  @Test
  void variant_that_lacks_a_seed_or_a_whole_cell_is_incomplete_too() {
    Leaderboard board =
        of(
            new TrialRows(3)
                .ok("bc", WALKER, "expert", 1, 2, 3)
                .ok("lompo", WALKER, "expert", 1, 2)
                .ok("bc", WALKER, "medium", 1, 2, 3));

    LeaderboardRow lompo = board.group("all").get(1);
    assertThat(lompo.trialsOk()).isEqualTo(2);
    assertThat(lompo.trialsExpected()).isEqualTo(6);
    assertThat(lompo.seedsMin()).isZero();
    assertThat(board.warnings()).contains("lompo has no rank: 2 of 6 trials count (4 not run).");
  }

  @Test
  void nobody_asks_what_learns_offline_for_a_cell_of_what_learns_online() {
    Leaderboard board =
        of(
            new TrialRows(3)
                .ok("bc", WALKER, "expert", 10, 20, 30)
                .ok("lompo", WALKER, "expert", 40, 50, 60)
                .ok("sac", WALKER, "online", 70, 80, 90));

    assertThat(board.group(WALKER + "/expert/full"))
        .extracting(LeaderboardRow::variant)
        .containsExactly("lompo", "bc");
    assertThat(board.group(WALKER + "/expert/full"))
        .extracting(row -> row.rank().orElse(0), LeaderboardRow::reference)
        .containsExactly(tuple(1, ""), tuple(2, "lompo"));
    assertThat(board.group(WALKER + "/online/full"))
        .extracting(LeaderboardRow::variant)
        .containsExactly("sac");
    assertThat(board.group("all"))
        .extracting(row -> row.rank().isPresent(), LeaderboardRow::coverage)
        .containsOnly(tuple(false, 1.0));
    assertThat(board.warnings())
        .filteredOn(warning -> warning.contains("rank"))
        .containsExactly(
            "What learns offline and what learns online share no cell: over all cells nobody has a"
                + " rank.");
  }

  @Test
  void an_online_variant_that_lacks_a_cell_of_another_is_incomplete() {
    Leaderboard board =
        of(
            new TrialRows(2)
                .ok("sac", WALKER, "online", 70, 80)
                .ok("dreamer", WALKER, "online", 70, 80)
                .ok("sac", "cheetah-run@1", "online", 70, 80));

    assertThat(board.warnings()).contains("dreamer has no rank: 2 of 4 trials count (2 not run).");
  }

  @Test
  void online_variants_of_other_budgets_are_not_asked_for_each_others_cells() {
    Leaderboard board =
        of(
            new TrialRows(2)
                .size("400k")
                .ok("sac", WALKER, "online", 70, 80)
                .size("100k")
                .ok("sac-early", WALKER, "online", 20, 30));

    assertThat(board.group(WALKER + "/online/400k"))
        .extracting(LeaderboardRow::variant, row -> row.rank().orElse(0))
        .containsExactly(tuple("sac", 1));
    assertThat(board.group("all")).extracting(LeaderboardRow::coverage).containsOnly(1.0);
    assertThat(board.warnings())
        .filteredOn(warning -> warning.contains("rank"))
        .containsExactly(
            "Variants with different numbers of online steps share no cell: over all cells nobody"
                + " has a rank.");
  }

  @Test
  void what_a_suite_asks_for_and_nobody_has_begun_is_missing() {
    List<TrialRow> rows =
        new TrialRows(3)
            .ok("bc", WALKER, "expert", 40, 41, 42)
            .ok("lompo", WALKER, "expert", 60, 61, 62)
            .list();
    Asked asked = Asked.of(suite(List.of("expert@1", "medium", "other/imported")));

    Leaderboard board = Leaderboard.of(rows, asked, LeaderboardOptions.DEFAULT);

    assertThat(board.groups()).containsExactly("walker-walk@1/expert/full", "all");
    assertThat(board.group("walker-walk@1/expert/full"))
        .extracting(row -> row.rank().orElse(0), LeaderboardRow::coverage)
        .containsExactly(tuple(1, 1.0), tuple(2, 1.0));
    assertThat(board.group("all"))
        .extracting(row -> row.rank().isPresent(), LeaderboardRow::coverage)
        .containsExactly(tuple(false, 0.5), tuple(false, 0.5));
    assertThat(board.warnings())
        .contains(
            "bc has no rank: 3 of 6 trials count (3 not run).",
            "The suite asks for more, of which no trial has ended: random.");
  }

  @Test
  void variant_of_which_nothing_is_ok_is_shown_without_values() {
    Leaderboard board =
        of(
            new TrialRows(1)
                .failed("bc", WALKER, "expert", 0, TrialStatus.CRASHED)
                .ok("lompo", WALKER, "expert", 50));

    LeaderboardRow bc = board.group("all").get(1);
    assertThat(bc.variant()).isEqualTo("bc");
    assertThat(bc.iqm()).isEmpty();
    assertThat(bc.worstCase()).hasValue(0);
    assertThat(bc.bestCase()).hasValue(100);
    assertThat(bc.improvement()).isEmpty();
    assertThat(board.profile()).extracting(ProfileRow::variant).containsOnly("lompo");
  }

  private static Leaderboard of(TrialRows rows) {
    return Leaderboard.of(rows.list(), LeaderboardOptions.DEFAULT);
  }

  private static Suite suite(List<String> kinds) {
    return suite(kinds, "bc", "lompo", "random");
  }

  private static Suite suite(List<String> kinds, String... algorithms) {
    return suite(List.of(WALKER), kinds, 3, algorithms);
  }

  private static Suite suite(
      List<String> tasks, List<String> kinds, int seeds, String... algorithms) {
    return new Suite(
        "small",
        1,
        new Protocol(20, 10, CheckpointRule.LAST3, 1, Duration.ofHours(1)),
        64,
        tasks,
        kinds,
        List.of(DatasetSize.FULL),
        seeds,
        Profile.SMOKE,
        Stream.of(algorithms).map(id -> new Variant(id, id, Map.of(), "")).toList(),
        List.of("score_0_100"));
  }
}
