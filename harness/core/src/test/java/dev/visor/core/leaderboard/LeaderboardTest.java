package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.statistics.Resampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {
  private static final String WALKER = "walker-walk@1";
  private static final String CARTPOLE = "cartpole-balance@1";

  @TempDir Path folder;

  private static TrialRows twoCells() {
    return new TrialRows(3)
        .ok("bc", WALKER, "expert", 40, 41, 42)
        .ok("lompo", WALKER, "expert", 60, 61, 62)
        .ok("random", WALKER, "expert", 1, 2, 3)
        .ok("bc", WALKER, "medium", 20, 21, 22)
        .ok("lompo", WALKER, "medium", 21.5, 50, 70)
        .ok("random", WALKER, "medium", 1, 2, 3);
  }

  @Test
  void groups_are_the_cells_and_then_all() {
    Leaderboard board = of(twoCells());

    assertThat(board.groups())
        .containsExactly("walker-walk@1/expert/full", "walker-walk@1/medium/full", "all");
    assertThat(board.group("all"))
        .extracting(LeaderboardRow::variant, LeaderboardRow::cells)
        .containsExactly(tuple("lompo", 2), tuple("bc", 2), tuple("random", 2));
  }

  @Test
  void cells_can_be_grouped_by_any_dimensions() {
    TrialRows rows = twoCells().ok("bc", CARTPOLE, "expert", 90, 91, 92);

    assertThat(of(rows, by(EnumSet.of(Dimension.KIND))).groups())
        .containsExactly("expert", "medium", "all");
    assertThat(of(rows, by(EnumSet.of(Dimension.TASK, Dimension.SIZE))).groups())
        .containsExactly("walker-walk@1/full", "cartpole-balance@1/full", "all");
    assertThat(of(rows, by(Set.of())).groups()).containsExactly("all");
  }

  @Test
  void variants_are_ranked_by_their_interquartile_mean() {
    List<LeaderboardRow> rows = of(twoCells()).group("walker-walk@1/expert/full");

    assertThat(rows)
        .extracting(LeaderboardRow::variant, LeaderboardRow::rank, LeaderboardRow::iqm)
        .containsExactly(
            tuple("lompo", OptionalInt.of(1), OptionalDouble.of(61)),
            tuple("bc", OptionalInt.of(2), OptionalDouble.of(41)),
            tuple("random", OptionalInt.of(3), OptionalDouble.of(2)));
    assertThat(rows.get(0).iqmLow()).hasValue(60);
    assertThat(rows.get(0).iqmHigh()).hasValue(62);
  }

  @Test
  void ranks_that_the_intervals_allow_are_told() {
    // In the medium cell the worst seed of lompo is within the seeds of bc.
    assertThat(of(twoCells()).group("walker-walk@1/medium/full"))
        .extracting(
            LeaderboardRow::variant,
            row -> row.rankLow().getAsInt(),
            row -> row.rankHigh().getAsInt())
        .containsExactly(tuple("lompo", 1, 2), tuple("bc", 1, 2), tuple("random", 3, 3));
  }

  @Test
  void equal_variants_share_a_rank() {
    Leaderboard board =
        of(
            new TrialRows(2)
                .ok("a", WALKER, "expert", 1, 2)
                .ok("b", WALKER, "expert", 2, 1)
                .ok("c", WALKER, "expert", 0, 0));

    assertThat(board.group("all"))
        .extracting(row -> row.rank().getAsInt())
        .containsExactly(1, 1, 3);
  }

  @Test
  void other_values_of_a_row_are_those_of_their_definitions() {
    LeaderboardRow row = of(twoCells()).group("all").get(0);

    assertThat(row.variant()).isEqualTo("lompo");
    assertThat(row.iqm().getAsDouble()).isCloseTo((50 + 60 + 61 + 62) / 4.0, within(1e-9));
    assertThat(row.mean().getAsDouble()).isCloseTo((61 + 141.5 / 3) / 2, within(1e-9));
    assertThat(row.median()).isEqualTo(row.mean());
    assertThat(row.finalIqm().getAsDouble()).isCloseTo(row.iqm().getAsDouble() + 1, within(1e-9));
    assertThat(row.optimalityGap().getAsDouble()).isCloseTo(100 - (183 + 141.5) / 6, within(1e-9));
    assertThat(row.worstCase()).isEqualTo(row.iqm());
    assertThat(row.bestCase()).isEqualTo(row.iqm());
    assertThat(row.sd()).isEmpty();
    assertThat(row.coverage()).isEqualTo(1);
    assertThat(row.seedsMin()).isEqualTo(3);
    assertThat(row.scale()).isEqualTo("0-100");
    assertThat(row.checkpointRule()).isEqualTo("last3");
    assertThat(of(twoCells()).group("walker-walk@1/expert/full").get(0).sd()).hasValue(1);
  }

  @Test
  void rows_are_compared_with_the_leader_unless_another_is_named() {
    assertThat(of(twoCells()).group("walker-walk@1/medium/full"))
        .extracting(LeaderboardRow::reference, LeaderboardRow::improvement)
        .containsExactly(
            tuple("", OptionalDouble.empty()),
            tuple("lompo", OptionalDouble.of(1.0 / 9)),
            tuple("lompo", OptionalDouble.of(0)));
    assertThat(of(twoCells(), reference("bc")).group("walker-walk@1/medium/full"))
        .extracting(LeaderboardRow::reference, LeaderboardRow::improvement)
        .containsExactly(
            tuple("bc", OptionalDouble.of(8.0 / 9)),
            tuple("", OptionalDouble.empty()),
            tuple("bc", OptionalDouble.of(0)));
  }

  @Test
  void pairs_of_both_directions_add_up_to_one() {
    List<PairwiseRow> pairs = of(twoCells()).pairs();

    assertThat(pairs).hasSize(3 * 6);
    for (PairwiseRow pair : pairs) {
      PairwiseRow turned =
          pairs.stream()
              .filter(other -> other.group().equals(pair.group()))
              .filter(other -> other.first().equals(pair.second()))
              .filter(other -> other.second().equals(pair.first()))
              .findFirst()
              .orElseThrow();
      assertThat(pair.probability() + turned.probability()).isCloseTo(1, within(1e-12));
      assertThat(pair.low().getAsDouble() + turned.high().getAsDouble())
          .isCloseTo(1, within(1e-12));
      assertThat(pair.low().getAsDouble()).isLessThanOrEqualTo(pair.high().getAsDouble());
    }
  }

  @Test
  void single_seeds_have_no_interval_and_ranks_that_allow_everything() {
    Leaderboard board =
        of(new TrialRows(1).ok("bc", WALKER, "expert", 10).ok("lompo", WALKER, "expert", 50));

    assertThat(board.group("all"))
        .allSatisfy(
            row -> {
              assertThat(row.iqmLow()).isEmpty();
              assertThat(row.rankLow()).hasValue(1);
              assertThat(row.rankHigh()).hasValue(2);
            });
    assertThat(board.warnings())
        .contains("Some cells have only 1 seed; with fewer than five, intervals say little.");
  }

  @Test
  void bootstrap_over_cells_gives_single_seeds_an_interval_and_says_so() {
    Leaderboard board =
        of(
            new TrialRows(1).ok("bc", WALKER, "expert", 10).ok("bc", WALKER, "medium", 50),
            new LeaderboardOptions(
                Optional.empty(), Set.of(), Optional.empty(), 200, 0.95, 1, Resampling.CELLS));

    LeaderboardRow row = board.group("all").get(0);
    assertThat(row.iqmLow()).hasValue(10);
    assertThat(row.iqmHigh()).hasValue(50);
    assertThat(row.ciMethod()).isEqualTo("percentile bootstrap over cells and their seeds");
  }

  @Test
  void values_at_the_end_of_what_a_number_can_be_are_ranked() {
    Leaderboard board =
        of(
            new TrialRows(2)
                .ok("great", WALKER, "expert", 1e100, 1e100)
                .ok("tiny", WALKER, "expert", Double.MIN_VALUE, -0.0)
                .ok("none", WALKER, "expert", 0.0, -1e100));

    assertThat(board.group("all"))
        .extracting(LeaderboardRow::variant)
        .containsExactly("great", "tiny", "none");
  }

  @Test
  void five_seeds_of_everything_raise_no_warning() {
    assertThat(of(new TrialRows(5).ok("bc", WALKER, "expert", 1, 2, 3, 4, 5)).warnings()).isEmpty();
  }

  @Test
  void metric_of_which_less_is_better_turns_everything_round() {
    TrialRows rows =
        new TrialRows(2)
            .metric("steps_to_goal", false)
            .ok("fast", WALKER, "expert", 10, 11)
            .ok("slow", WALKER, "expert", 90, 91);

    Leaderboard board = of(rows);

    assertThat(board.group("all"))
        .extracting(
            LeaderboardRow::variant,
            row -> row.rank().getAsInt(),
            row -> row.rankHigh().getAsInt(),
            LeaderboardRow::scale,
            LeaderboardRow::optimalityGap)
        .containsExactly(
            tuple("fast", 1, 1, "raw", OptionalDouble.empty()),
            tuple("slow", 2, 2, "raw", OptionalDouble.empty()));
    assertThat(board.pairs().get(0).first()).isEqualTo("fast");
    assertThat(board.pairs().get(0).probability()).isEqualTo(1);
    List<ProfileRow> fast =
        board.profile().stream().filter(row -> row.variant().equals("fast")).toList();
    assertThat(fast.get(0).tau()).isEqualTo(10);
    assertThat(fast.get(0).fraction()).isZero();
    assertThat(fast.get(fast.size() - 1).tau()).isEqualTo(91);
    assertThat(fast.get(fast.size() - 1).fraction()).isEqualTo(1);
  }

  @Test
  void profile_is_the_fraction_of_trials_above_each_value() {
    List<ProfileRow> profile =
        of(new TrialRows(4).ok("bc", WALKER, "expert", 0, 25, 50, 100)).profile();

    assertThat(profile).hasSize(51);
    assertThat(profile)
        .filteredOn(row -> List.of(0.0, 24.0, 26.0, 50.0, 100.0).contains(row.tau()))
        .extracting(ProfileRow::fraction)
        .containsExactly(0.75, 0.75, 0.5, 0.25, 0.0);
    assertThat(profile)
        .allSatisfy(
            row ->
                assertThat(row.fraction())
                    .isBetween(row.low().getAsDouble(), row.high().getAsDouble()));
  }

  @Test
  void score_ranks_where_it_is_there_and_the_first_metric_elsewhere() {
    List<TrialRow> rows = new ArrayList<>();
    rows.addAll(new TrialRows(1).metric("return_raw", true).ok("bc", WALKER, "expert", 500).list());
    rows.addAll(new TrialRows(1).ok("bc", WALKER, "expert", 50).list());

    assertThat(Leaderboard.of(rows, LeaderboardOptions.DEFAULT).rows().get(0).iqm()).hasValue(50);
    assertThat(Leaderboard.of(rows, metric("return_raw")).rows().get(0).iqm()).hasValue(500);
    VisorException error =
        catchThrowableOfType(
            VisorException.class, () -> Leaderboard.of(rows, metric("return_row")));
    assertThat(error.remedy()).startsWith("did you mean return_raw?");
  }

  @Test
  void reference_that_is_not_there_is_an_error() {
    VisorException error =
        catchThrowableOfType(VisorException.class, () -> of(twoCells(), reference("lomo")));

    assertThat(error.remedy()).startsWith("did you mean lompo?");
  }

  @Test
  void trials_of_different_protocols_are_not_compared() {
    List<TrialRow> rows = new ArrayList<>(twoCells().list());
    rows.addAll(new TrialRows(3).evalEpisodes(10).ok("late", WALKER, "medium", 1, 2, 3).list());

    VisorException error =
        catchThrowableOfType(
            VisorException.class, () -> Leaderboard.of(rows, LeaderboardOptions.DEFAULT));

    assertThat(error.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(error.what())
        .contains("walker-walk@1/medium/full")
        .contains("eval_episodes is 20 for bc and 10 for late");
  }

  @Test
  void one_more_variant_changes_no_other_number() {
    LeaderboardRow before = of(twoCells()).group("all").get(1);
    LeaderboardRow after =
        of(twoCells().ok("zero", WALKER, "expert", 0, 0, 0).ok("zero", WALKER, "medium", 0, 0, 0))
            .group("all")
            .get(1);

    assertThat(after).isEqualTo(before);
  }

  @Test
  void nothing_to_rank_is_a_warning() {
    Leaderboard board = Leaderboard.of(List.of(), LeaderboardOptions.DEFAULT);

    assertThat(board.rows()).isEmpty();
    assertThat(board.warnings()).hasSize(1);
  }

  @Test
  void files_are_read_back_as_they_were_written() throws IOException {
    RunFolder run = new RunFolder(folder);
    Leaderboard board = of(twoCells().failed("bc", WALKER, "expert", 3, TrialStatus.OOM));
    LeaderboardTables.write(run, board);

    assertThat(LeaderboardTables.readLeaderboard(run.leaderboardCsv())).isEqualTo(board.rows());
    assertThat(LeaderboardTables.readPairwise(run.pairwiseCsv())).isEqualTo(board.pairs());
    assertThat(LeaderboardTables.readProfile(run.profileCsv())).isEqualTo(board.profile());
  }

  private static Leaderboard of(TrialRows rows) {
    return of(rows, LeaderboardOptions.DEFAULT);
  }

  private static Leaderboard of(TrialRows rows, LeaderboardOptions options) {
    return Leaderboard.of(rows.list(), options);
  }

  private static LeaderboardOptions by(Set<Dimension> by) {
    return new LeaderboardOptions(
        Optional.empty(), by, Optional.empty(), 200, 0.95, 1, Resampling.SEEDS);
  }

  private static LeaderboardOptions reference(String variant) {
    return new LeaderboardOptions(
        Optional.empty(),
        EnumSet.allOf(Dimension.class),
        Optional.of(variant),
        200,
        0.95,
        1,
        Resampling.SEEDS);
  }

  private static LeaderboardOptions metric(String id) {
    return new LeaderboardOptions(
        Optional.of(id),
        EnumSet.allOf(Dimension.class),
        Optional.empty(),
        200,
        0.95,
        1,
        Resampling.SEEDS);
  }
}
