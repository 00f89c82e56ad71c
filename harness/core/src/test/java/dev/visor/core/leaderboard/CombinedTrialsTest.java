package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombinedTrialsTest {
  private static final String TASK = "walker-walk@1";

  @TempDir Path folder;

  @Test
  void variants_of_two_runs_stand_in_one_table() throws IOException {
    RunFolder one = new RunFolder(folder.resolve("one"));
    Path two = folder.resolve("two.csv");
    TrialsCsv.write(one.trialsCsv(), new TrialRows(2).ok("bc", TASK, "expert", 1, 2).list());
    TrialsCsv.write(two, new TrialRows(2).ok("lompo", TASK, "expert", 3, 4).list());

    List<TrialRow> rows = CombinedTrials.read(List.of(one.path(), two));

    assertThat(rows).extracting(TrialRow::variant).containsExactly("bc", "bc", "lompo", "lompo");
    assertThat(Leaderboard.of(rows, LeaderboardOptions.DEFAULT).group("all"))
        .allSatisfy(row -> assertThat(row.complete()).isTrue());
  }

  @Test
  void trial_that_both_made_counts_once() {
    List<TrialRow> rows = new TrialRows(2).ok("bc", TASK, "expert", 1, 2).list();

    assertThat(of(rows, rows)).isEqualTo(rows);
  }

  @Test
  void of_a_failed_and_an_ok_trial_the_ok_one_counts() {
    List<TrialRow> failed =
        new TrialRows(1).failed("bc", TASK, "expert", 0, TrialStatus.KILLED).list();
    List<TrialRow> ok = new TrialRows(1).ok("bc", TASK, "expert", 1).list();

    assertThat(of(failed, ok)).isEqualTo(ok);
    assertThat(of(ok, failed)).isEqualTo(ok);
  }

  @Test
  void two_results_of_one_trial_are_not_comparable() {
    VisorException error =
        fail(
            new TrialRows(1).ok("bc", TASK, "expert", 1).list(),
            new TrialRows(1).ok("bc", TASK, "expert", 1.5).list());

    assertThat(error.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(error.what()).contains("1.0 in run0 and 1.5 in run1");
  }

  @Test
  void one_name_for_two_variants_is_an_error() {
    VisorException error =
        fail(
            new TrialRows(1).ok("bc", TASK, "expert", 1).list(),
            new TrialRows(1).parameters("updates=9").ok("bc", TASK, "expert", 1).list());

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).contains("updates=5000 or updates=9");
    assertThat(error.remedy()).contains("as:");
  }

  @Test
  void folder_without_trials_is_an_error() {
    VisorException error =
        catchThrowableOfType(VisorException.class, () -> CombinedTrials.read(List.of(folder)));

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).contains("trials.csv is missing");
  }

  @SafeVarargs
  private static List<TrialRow> of(List<TrialRow>... runs) {
    Map<String, List<TrialRow>> sources = new LinkedHashMap<>();
    for (List<TrialRow> run : runs) {
      sources.put("run" + sources.size(), run);
    }
    return CombinedTrials.of(sources);
  }

  private static VisorException fail(List<TrialRow> one, List<TrialRow> two) {
    VisorException error = catchThrowableOfType(VisorException.class, () -> of(one, two));
    assertThat(error).isNotNull();
    return error;
  }
}
