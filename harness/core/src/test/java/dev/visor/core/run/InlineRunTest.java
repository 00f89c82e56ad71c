package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.plan.TrialFilter;
import dev.visor.core.suite.SuiteReader;
import dev.visor.core.suite.SuiteWriter;
import dev.visor.core.trial.TrialPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does with its folder, whatever its engine; with the engine that is quick. */
class InlineRunTest {
  private static final String SUITE = ToyRun.twoByTwo(40, 0);

  /** Shared, so that the class path is copied once. */
  @TempDir static Path home;

  @TempDir Path place;
  private ToyRun toy;

  @BeforeEach
  void makeThePlugin() {
    toy = new ToyRun(place, home);
  }

  @Test
  void a_run_leaves_a_row_for_each_trial_and_metric_and_nothing_under_way() throws IOException {
    RunReport report = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(report.executed()).isEqualTo(4);
    assertThat(toy.trials("run").lines()).hasSize(1 + 4 * 2);
    assertThat(Files.readAllLines(toy.folder("run").curvesCsv())).hasSize(1 + 4 * 4);
    assertThat(Files.readAllLines(toy.folder("run").timingsCsv())).hasSize(1 + 4);
    assertThat(Files.readAllLines(toy.folder("run").leaderboardCsv())).hasSize(1 + 2 + 1);
    try (Stream<Path> under = Files.list(toy.folder("run").working())) {
      assertThat(under).isEmpty();
    }
  }

  @Test
  void a_finished_trial_keeps_its_evidence_its_artifacts_and_the_policies_that_were_scored()
      throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());

    Path trial = toy.folder("run").trial(toy.plan(SUITE).trials().get(0)).path();
    try (Stream<Path> files = Files.list(trial)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "artifacts", "manifest.json", "timings.json", "scalars.csv", "policies");
    }
    assertThat(trial.resolve("artifacts").resolve("weight.txt")).isNotEmptyFile();
    try (Stream<Path> policies = Files.list(trial.resolve("policies"))) {
      assertThat(policies.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "000000000020.policy", "000000000030.policy", "000000000040.policy");
    }
  }

  @Test
  void running_again_executes_nothing_and_writes_the_same_bytes() throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());
    String before = toy.trials("run");

    RunReport again = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(again.executed()).isZero();
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(toy.trials("run")).isEqualTo(before);
  }

  @Test
  void two_runs_write_the_same_bytes() throws IOException {
    toy.run(SUITE, "one", ToyRun.inline());
    toy.run(SUITE, "two", ToyRun.inline());

    assertThat(toy.trials("two")).isEqualTo(toy.trials("one"));
    for (var trial : toy.plan(SUITE).trials()) {
      for (String file : List.of("manifest.json", "scalars.csv")) {
        assertThat(toy.folder("two").trial(trial).path().resolve(file))
            .hasSameBinaryContentAs(toy.folder("one").trial(trial).path().resolve(file));
      }
    }
  }

  @Test
  void a_trial_that_is_taken_away_is_the_only_one_done_again() throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());
    String before = toy.trials("run");
    Path trial = toy.folder("run").trial(toy.plan(SUITE).trials().get(2)).path();
    Files.move(trial, place.resolve("away"));

    RunReport again = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(again.executed()).isEqualTo(1);
    assertThat(toy.trials("run")).isEqualTo(before);
  }

  @Test
  void an_interrupted_run_goes_on_where_it_was_and_ends_with_the_same_bytes() throws IOException {
    toy.run(SUITE, "whole", ToyRun.inline());
    Interruption interruption = new Interruption();
    RunHost host = toy.host();
    var plan = toy.plan(SUITE);
    ProgressListener inTheMiddleOfTheSecond =
        event -> {
          if (event instanceof RunEvent.TrialProgressed progressed
              && progressed.trial().equals(plan.trials().get(1))
              && progressed.progress().done() == 25) {
            interruption.request();
          }
        };

    RunReport first =
        new Runner(host, inTheMiddleOfTheSecond)
            .run(plan, plan, toy.folder("run"), ToyRun.inline(), interruption);
    RunReport second = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(first.exit()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(first.executed()).isEqualTo(1);
    assertThat(first.missing()).isEqualTo(3);
    assertThat(second.exit()).isEqualTo(ExitCode.OK);
    assertThat(second.executed()).isEqualTo(3);
    assertThat(toy.trials("run")).isEqualTo(toy.trials("whole"));
    var resumed = plan.trials().get(1);
    assertThat(toy.folder("run").trial(resumed).scalars())
        .hasSameBinaryContentAs(toy.folder("whole").trial(resumed).scalars());
    assertThat(toy.folder("run").timings(resumed).orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  void a_disk_that_is_full_for_a_moment_costs_a_trial_a_second_attempt_and_nothing_else()
      throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    String suite = SUITE.replace("[random, expert]", "[expert]").replace("seeds: 2", "seeds: 1");
    toy.run(suite, "whole", ToyRun.inline());
    var plan = toy.plan(suite);
    var trial = plan.trials().get(0);
    Path partial = toy.folder("run").working(trial).checkpoint().resolveSibling("checkpoint.part");
    List<Long> done = new ArrayList<>();
    ProgressListener fill =
        event -> {
          if (event instanceof RunEvent.TrialProgressed progressed
              && progressed.progress().phase() == TrialPhase.TRAIN) {
            long update = progressed.progress().done();
            if (update == 25 && !done.contains(update)) {
              link(partial, full);
            }
            done.add(update);
          }
        };

    RunReport report =
        new Runner(toy.host(), fill)
            .run(
                plan,
                plan,
                toy.folder("run"),
                ToyRun.inline().checkpointEvery(Duration.ZERO),
                new Interruption());

    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(done).containsSequence(23L, 24L, 25L, 24L, 25L, 26L);
    assertThat(toy.trials("run")).isEqualTo(toy.trials("whole"));
    assertThat(toy.folder("run").timings(trial).orElseThrow().attempts()).isEqualTo(2);
  }

  private static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 39})
  void a_training_that_is_stopped_after_any_update_ends_with_the_same_bytes(int update)
      throws IOException {
    String suite = SUITE.replace("[random, expert]", "[expert]").replace("seeds: 2", "seeds: 1");
    toy.run(suite, "whole", ToyRun.inline());
    Interruption interruption = new Interruption();
    var plan = toy.plan(suite);
    ProgressListener stop =
        event -> {
          if (event instanceof RunEvent.TrialProgressed progressed
              && progressed.progress().phase() == TrialPhase.TRAIN
              && progressed.progress().done() == update) {
            interruption.request();
          }
        };

    new Runner(toy.host(), stop).run(plan, plan, toy.folder("run"), ToyRun.inline(), interruption);
    RunReport second = toy.run(suite, "run", ToyRun.inline());

    assertThat(second.executed()).isEqualTo(1);
    assertThat(toy.trials("run")).isEqualTo(toy.trials("whole"));
    assertThat(toy.folder("run").trial(plan.trials().get(0)).scalars())
        .hasSameBinaryContentAs(toy.folder("whole").trial(plan.trials().get(0)).scalars());
  }

  @Test
  void work_that_other_code_began_is_begun_anew() throws IOException {
    Interruption interruption = new Interruption();
    var plan = toy.plan(SUITE);
    ProgressListener stop =
        event -> {
          if (event instanceof RunEvent.TrialProgressed progressed
              && progressed.progress().done() == 25) {
            interruption.request();
          }
        };
    new Runner(toy.host(), stop).run(plan, plan, toy.folder("run"), ToyRun.inline(), interruption);
    toy.writeJar("1.0.1");

    toy.run(SUITE, "run", ToyRun.inline());

    var first = toy.folder("run").timings(plan.trials().get(0)).orElseThrow();
    assertThat(first.attempts()).isEqualTo(1);
  }

  @Test
  void a_part_of_a_plan_is_run_alone_and_the_tables_show_what_there_is() throws IOException {
    var plan = toy.plan(SUITE);
    var expert = plan.only(TrialFilter.parse(List.of("kind=expert")));

    RunReport report =
        new Runner(toy.host(), ProgressListener.NONE)
            .run(plan, expert, toy.folder("run"), ToyRun.inline(), new Interruption());

    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(report.executed()).isEqualTo(2);
    assertThat(toy.trials("run").lines()).hasSize(1 + 2 * 2);
    assertThat(toy.run(SUITE, "run", ToyRun.inline()).executed()).isEqualTo(2);
  }

  @Test
  void a_failed_trial_fails_alone_and_is_tried_again_by_name() {
    String suite = ToyRun.mischief("1m", "throw", "diverge", "count-twice", "policy-nan");

    RunReport report = toy.run(suite, "run", ToyRun.inline());
    RunReport again = toy.run(suite, "run", ToyRun.inline());

    assertThat(report.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(report.count(TrialStatus.OK)).isEqualTo(1);
    assertThat(toy.manifest(suite, "run", "throw").reason())
        .matches(
            "java.lang.IllegalStateException: the toy broke in two lines"
                + " \\(at com.example.toy.Mischief.ofTrainer, Mischief.java:[0-9]+\\)");
    assertThat(toy.manifest(suite, "run", "diverge").reason())
        .isEqualTo("toy loss is not finite at update 20");
    assertThat(toy.status(suite, "run", "diverge")).isEqualTo(TrialStatus.DIVERGED);
    assertThat(toy.manifest(suite, "run", "count-twice").reason())
        .contains("after update 1 the trainer counts 2");
    assertThat(toy.manifest(suite, "run", "policy-nan").reason())
        .contains("the return of an episode of toy-line@1 is NaN");
    assertThat(again.executed()).isEqualTo(4);
    assertThat(toy.events)
        .contains(
            new RunEvent.Noticed(
                "trials that did not end well are run again: 3 failed, 1 diverged"));
  }

  @Test
  void failing_fast_ends_the_run_at_the_first_trial_that_is_not_ok() {
    String suite = ToyRun.mischief("1m", "none", "throw", "diverge");

    RunReport report = toy.run(suite, "run", ToyRun.inline().failFast(true));

    assertThat(report.executed()).isEqualTo(2);
    assertThat(report.missing()).isEqualTo(2);
    assertThat(report.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
  }

  @Test
  void a_dataset_that_cannot_be_built_is_the_loss_of_its_trials_alone() {
    String suite = SUITE.replace("[random, expert]", "[impossible, expert]");

    RunReport report = toy.run(suite, "run", ToyRun.inline());

    assertThat(report.count(TrialStatus.OK)).isEqualTo(2);
    assertThat(report.count(TrialStatus.SKIPPED)).isEqualTo(2);
    assertThat(toy.manifest(suite, "run", "toy").reason())
        .contains("toy-line/impossible@1 could not be built")
        .contains("nobody can make this");
  }

  @Test
  void what_was_done_already_is_not_lost_with_a_dataset_that_cannot_be_built_again()
      throws IOException {
    String suite = SUITE.replace("[random, expert]", "[expert]").replace("seeds: 2", "seeds: 1");
    toy.run(suite, "whole", ToyRun.inline());
    var plan = toy.plan(suite);
    Interruption interruption = new Interruption();
    new Runner(toy.host(), stopAt(25, interruption))
        .run(plan, plan, toy.folder("run"), ToyRun.inline(), interruption);
    Path data = toy.data().resolve("toy-line");
    Files.move(data, place.resolve("away"));
    Files.writeString(data, "a file where its folder was");

    RunReport without = toy.run(suite, "run", ToyRun.inline());
    Files.delete(data);
    Files.move(place.resolve("away"), data);
    RunReport with = toy.run(suite, "run", ToyRun.inline());

    assertThat(without.count(TrialStatus.SKIPPED)).isEqualTo(1);
    assertThat(without.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(with.exit()).isEqualTo(ExitCode.OK);
    assertThat(toy.trials("run")).isEqualTo(toy.trials("whole"));
    assertThat(toy.folder("run").timings(plan.trials().get(0)).orElseThrow().attempts())
        .isEqualTo(2);
  }

  @Test
  void good_evidence_of_other_code_outlives_a_dataset_that_cannot_be_built_again()
      throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());
    String before = toy.trials("run");
    toy.writeJar("1.0.1");
    Path data = toy.data().resolve("toy-line");
    Files.move(data, place.resolve("away"));
    Files.writeString(data, "a file where its folder was");

    RunReport report = toy.run(SUITE, "run", ToyRun.inline().rerunStale(true));

    assertThat(report.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(report.count(TrialStatus.SKIPPED)).isEqualTo(4);
    assertThat(toy.trials("run")).isEqualTo(before);
  }

  private static ProgressListener stopAt(long update, Interruption interruption) {
    return event -> {
      if (event instanceof RunEvent.TrialProgressed progressed
          && progressed.progress().done() == update) {
        interruption.request();
      }
    };
  }

  @Test
  void the_suite_beside_the_tables_is_the_one_they_answer() throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());
    String fewer = SUITE.replace("seeds: 2", "seeds: 1");

    RunReport report = toy.run(fewer, "run", ToyRun.inline());

    assertThat(report.executed()).isZero();
    assertThat(TrialsCsv.read(toy.folder("run").trialsCsv()))
        .extracting(TrialRow::suiteSha)
        .containsOnly(SuiteWriter.sha256(SuiteReader.read(toy.folder("run").suite())));
  }

  @Test
  void cells_that_have_not_begun_are_missing_from_the_whole() {
    var plan = toy.plan(SUITE);
    var expert = plan.only(TrialFilter.parse(List.of("kind=expert")));

    RunReport report =
        new Runner(toy.host(), ProgressListener.NONE)
            .run(plan, expert, toy.folder("run"), ToyRun.inline(), new Interruption());

    assertThat(report.leaderboard().group("all"))
        .extracting(row -> row.rank().isPresent(), LeaderboardRow::coverage)
        .containsExactly(tuple(false, 0.5));
  }

  @Test
  void a_damaged_dataset_ends_the_run_before_anything_is_begun() throws IOException {
    toy.run(SUITE, "first", ToyRun.inline());
    Path array;
    try (Stream<Path> files = Files.walk(toy.data())) {
      array = files.filter(file -> file.endsWith("action.npy")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(array);
    bytes[bytes.length - 3] ^= 1;
    Files.write(array, bytes);

    VisorException error =
        catchThrowableOfType(VisorException.class, () -> toy.run(SUITE, "second", ToyRun.inline()));

    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(toy.folder("second").path()).doesNotExist();
    assertThat(toy.run(SUITE, "first", ToyRun.inline()).executed()).isZero();
  }

  @Test
  void evidence_of_other_code_is_kept_and_named_until_it_is_to_be_redone() {
    toy.run(SUITE, "run", ToyRun.inline());
    toy.writeJar("1.0.1");

    RunReport kept = toy.run(SUITE, "run", ToyRun.inline());
    RunReport redone = toy.run(SUITE, "run", ToyRun.inline().rerunStale(true));
    RunReport after = toy.run(SUITE, "run", ToyRun.inline().rerunStale(true));

    assertThat(kept.executed()).isZero();
    assertThat(toy.events)
        .contains(
            new RunEvent.Noticed(
                "4 trials were computed by other code (toy.jar changed since) and kept;"
                    + " --rerun-stale runs them again"));
    assertThat(redone.executed()).isEqualTo(4);
    assertThat(after.executed()).isZero();
  }

  @Test
  void the_folder_of_another_suite_is_refused() {
    toy.run(SUITE, "run", ToyRun.inline());

    VisorException error =
        catchThrowableOfType(
            VisorException.class,
            () -> toy.run(SUITE.replace("toy-suite", "other-suite"), "run", ToyRun.inline()));

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).contains("toy-suite").contains("other-suite");
  }

  @Test
  void a_folder_that_cannot_be_written_is_one_clear_error() throws IOException {
    Files.writeString(place.resolve("run"), "a file in the way");

    VisorException error =
        catchThrowableOfType(VisorException.class, () -> toy.run(SUITE, "run", ToyRun.inline()));

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.remedy()).contains("run again");
  }
}
