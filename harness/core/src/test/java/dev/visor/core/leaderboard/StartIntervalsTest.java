package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.statistics.Resampling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A leaderboard whose intervals are over seeds and starts. */
class StartIntervalsTest {
  private static final String WALKER = "walker-walk@1";
  private static final LeaderboardOptions OVER_STARTS =
      new LeaderboardOptions(
          Optional.empty(),
          LeaderboardOptions.DEFAULT.by(),
          Optional.of("bc"),
          LeaderboardOptions.REPLICATES,
          LeaderboardOptions.LEVEL,
          LeaderboardOptions.SEED,
          Resampling.STARTS);

  private final Map<String, double[]> values = new HashMap<>();

  /** Half of the twenty starts are so much better than the mean, and half so much worse. */
  private Leaderboard board(List<TrialRow> rows, double swing) {
    for (TrialRow row : rows) {
      double[] ofTrial = new double[20];
      for (int i = 0; i < ofTrial.length; i++) {
        ofTrial[i] = row.value().orElseThrow() + (i % 2 == 0 ? swing : -swing);
      }
      values.putIfAbsent(row.trial(), ofTrial);
    }
    return Leaderboard.of(rows, Asked.UNKNOWN, OVER_STARTS, metric -> values);
  }

  private static TrialRows twoVariants() {
    return new TrialRows(3)
        .ok("bc", WALKER, "expert", 40, 41, 42)
        .ok("lompo", WALKER, "expert", 44, 45, 46);
  }

  @Test
  void startsThatDecide_makeIntervalsWider_andValuesStay() {
    LeaderboardRow narrow = board(twoVariants().list(), 0).group("all").get(0);
    values.clear();
    LeaderboardRow wide = board(twoVariants().list(), 20).group("all").get(0);

    assertThat(wide.iqm()).isEqualTo(narrow.iqm());
    assertThat(narrow.iqmHigh().orElseThrow() - narrow.iqmLow().orElseThrow())
        .isCloseTo(2, within(0.7));
    // The mean of twenty draws of ±20 has a deviation of 4.5.
    assertThat(wide.iqmHigh().orElseThrow() - wide.iqmLow().orElseThrow())
        .isCloseTo(4 * 4.5, within(2.0));
    assertThat(wide.ciMethod()).isEqualTo("stratified percentile bootstrap over seeds and starts");
  }

  @Test
  void ranksAreUnsureOverStarts_wherePairsEvaluatedFromTheSameOnesAreNot() {
    LeaderboardRow lompo = board(twoVariants().list(), 20).group("all").get(0);

    assertThat(lompo.variant()).isEqualTo("lompo");
    assertThat(lompo.rankHigh()).hasValue(2);
    assertThat(lompo.improvementLow()).hasValue(1);
  }

  @Test
  void whereLessIsBetter_theBetterOneImproves() {
    List<TrialRow> rows =
        new TrialRows(3)
            .metric("decisions", /* up= */ false)
            .ok("bc", WALKER, "expert", 40, 41, 42)
            .ok("lompo", WALKER, "expert", 30, 31, 32)
            .list();

    Leaderboard board = board(rows, 5);

    LeaderboardRow lompo = board.group("all").get(0);
    assertThat(lompo.variant()).isEqualTo("lompo");
    assertThat(lompo.improvementLow()).hasValue(1);
    assertThat(board.profile())
        .allSatisfy(
            row ->
                assertThat(row.fraction())
                    .isBetween(row.low().orElseThrow() - 1e-9, row.high().orElseThrow() + 1e-9));
  }

  @Test
  void trialOfWhichTheStartsAreUnknown_isAnError() {
    values.put("bc." + WALKER + ".expert.s0", new double[] {40});
    List<TrialRow> rows = twoVariants().list();

    VisorException unknown =
        catchThrowableOfType(
            VisorException.class,
            () -> Leaderboard.of(rows, Asked.UNKNOWN, OVER_STARTS, metric -> values));
    VisorException nothing =
        catchThrowableOfType(
            VisorException.class, () -> Leaderboard.of(rows, Asked.UNKNOWN, OVER_STARTS));

    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.what()).contains(".expert.s");
    assertThat(nothing.remedy()).contains("folders of runs");
  }

  @Test
  void comparisonOverStarts_isRefused() {
    List<TrialRow> rows = twoVariants().list();

    VisorException refused =
        catchThrowableOfType(VisorException.class, () -> Comparison.of(rows, rows, OVER_STARTS));

    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
  }
}
