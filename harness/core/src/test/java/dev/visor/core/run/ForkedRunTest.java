package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.example.toy.Mischief;
import dev.visor.api.Cancellation;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.ChildJvm;
import dev.visor.core.trial.ForkedPhase;
import dev.visor.core.trial.PhaseOutcome;
import dev.visor.core.trial.TrialPhase;
import dev.visor.core.trial.TrialWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in processes of their own: what they survive, and that they come to the same. */
@Tag("slow")
class ForkedRunTest {
  private static final String SUITE = ToyRun.twoByTwo(40, 0);

  /** Three trials of some seconds, to be killed in. */
  private static final String LONG_SUITE =
      ToyRun.twoByTwo(200, 10)
          .replace("[random, expert]", "[random]")
          .replace("seeds: 2", "seeds: 3");

  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final String SECRET_VALUE = "wJalrXUtnFEMI-nobody-may-see-this";

  @TempDir static Path home;

  /** {@code trials.csv} of the long suite when nothing disturbs it. */
  private static String undisturbed = "";

  @TempDir Path place;
  private ToyRun toy;

  @BeforeAll
  static void runUndisturbed(@TempDir Path place) throws IOException {
    ToyRun toy = new ToyRun(place, home);
    toy.run(LONG_SUITE, "whole", ToyRun.inline());
    undisturbed = toy.trials("whole");
  }

  @BeforeEach
  void makeThePlugin() {
    toy = new ToyRun(place, home);
  }

  @Test
  void good_evidence_of_other_code_is_no_answer_of_an_attempt_that_ran_out_of_time() {
    String slow = ToyRun.twoByTwo(40, 25);
    toy.run(slow, "run", ToyRun.inline());
    List<String> before = manifests();
    toy.writeJar("1.0.1");

    RunReport report =
        toy.run(
            slow.replace("wall_limit: 2m", "wall_limit: 1s"),
            "run",
            ToyRun.forked().rerunStale(true));

    assertThat(report.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(report.count(TrialStatus.TIMEOUT)).isEqualTo(4);
    assertThat(manifests()).isEqualTo(before);
  }

  private List<String> manifests() {
    return TrialsCsv.read(toy.folder("run").trialsCsv()).stream()
        .map(TrialRow::manifestSha)
        .toList();
  }

  @Test
  void forked_and_inline_trials_of_the_same_code_come_to_the_same_bytes() throws IOException {
    RunReport forked = toy.run(SUITE, "forked", ToyRun.forked());
    toy.run(SUITE, "inline", ToyRun.inline());
    RunReport again = toy.run(SUITE, "forked", ToyRun.forked());

    assertThat(forked.exit()).isEqualTo(ExitCode.OK);
    assertThat(forked.executed()).isEqualTo(4);
    assertThat(again.executed()).isZero();
    assertThat(toy.trials("forked")).isEqualTo(toy.trials("inline"));
  }

  @Test
  void neither_the_number_of_jobs_nor_checkpoints_change_a_byte() throws IOException {
    toy.run(SUITE, "one", ToyRun.forked().jobs(1).checkpointEvery(Duration.ofHours(1)));
    toy.run(SUITE, "three", ToyRun.forked().jobs(3).checkpointEvery(Duration.ZERO));

    assertThat(toy.trials("three")).isEqualTo(toy.trials("one"));
    for (PlannedTrial trial : toy.plan(SUITE).trials()) {
      assertThat(toy.folder("three").trial(trial).scalars())
          .hasSameBinaryContentAs(toy.folder("one").trial(trial).scalars());
    }
  }

  @Test
  void each_way_of_failing_has_its_status_and_reason_and_the_others_go_on() {
    String[] ways = {
      "throw",
      "stack",
      "exit",
      "heap",
      "native-memory",
      "diverge",
      "segv",
      "die",
      "map-physics",
      "policy-throws"
    };
    String suite = ToyRun.mischief("2m", ways);

    RunReport report = toy.run(suite, "run", ToyRun.forked());

    Map<String, TrialStatus> expected =
        Map.of(
            "throw", TrialStatus.FAILED,
            "stack", TrialStatus.FAILED,
            "exit", TrialStatus.CRASHED,
            "heap", TrialStatus.OOM,
            "native-memory", TrialStatus.OOM,
            "diverge", TrialStatus.DIVERGED,
            "segv", TrialStatus.CRASHED,
            "die", TrialStatus.KILLED,
            "map-physics", TrialStatus.FAILED,
            "policy-throws", TrialStatus.FAILED);
    expected.forEach(
        (variant, status) ->
            assertThat(toy.status(suite, "run", variant)).as(variant).isEqualTo(status));
    // Only what was ended from outside may come out otherwise when it is begun again.
    assertThat(attempts(suite, "run")).isEqualTo(List.of(1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1));
    assertThat(toy.status(suite, "run", "toy")).isEqualTo(TrialStatus.OK);
    assertThat(report.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(reason(suite, "throw")).contains("the toy broke in two lines (at com.example.toy");
    assertThat(reason(suite, "stack")).contains("StackOverflowError");
    assertThat(reason(suite, "exit"))
        .contains("the train process exited with code 0 without a result");
    assertThat(reason(suite, "heap")).contains("OutOfMemoryError: Java heap space");
    assertThat(reason(suite, "segv"))
        .startsWith("the train process crashed with SIGSEGV (0xb) in C [libc.so.6+0x");
    assertThat(reason(suite, "die")).contains("killed from outside by SIGKILL");
    assertThat(reason(suite, "map-physics"))
        .contains("training was not offline: the training process had mapped")
        .contains("libmujoco");
    assertThat(reason(suite, "policy-throws")).contains("no idea what to do");
  }

  private String reason(String suite, String variant) {
    return toy.manifest(suite, "run", variant).reason();
  }

  @Test
  void a_hanging_trial_is_killed_at_its_limit_with_all_that_it_started() {
    String suite = ToyRun.mischief("4s", "hang");

    toy.run(suite, "run", ToyRun.forked());

    Manifest manifest = toy.manifest(suite, "run", "hang");
    assertThat(manifest.status()).isEqualTo(TrialStatus.TIMEOUT);
    assertThat(manifest.reason()).isEqualTo("killed at its wall limit, in the train phase");
    assertThat(processes("sleep 98761")).isEmpty();
  }

  @Test
  void what_a_trial_has_started_ends_with_it_even_if_the_trial_is_killed() {
    String suite = ToyRun.mischief("2m", "orphan");

    toy.run(suite, "run", ToyRun.forked());

    assertThat(toy.status(suite, "run", "orphan")).isEqualTo(TrialStatus.KILLED);
    assertThat(processes("sleep 98762")).isEmpty();
  }

  @Test
  void a_variable_of_the_environment_is_in_no_file_of_the_run() throws Exception {
    String suite = ToyRun.mischief("2m", "throw", "segv");
    ToyRunProcess run =
        ToyRunProcess.start(place, home, suite, "run", Map.of(SECRET, SECRET_VALUE));

    run.await();

    try (Stream<Path> files = Files.walk(toy.folder("run").path())) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .hasSizeGreaterThan(20)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain(SECRET_VALUE));
    }
  }

  @Test
  void a_child_that_is_killed_goes_on_from_its_checkpoint_in_the_same_run() throws Exception {
    ToyRunProcess run = ToyRunProcess.start(place, home, LONG_SUITE, "run");
    ProcessHandle child = run.awaitChildWithCheckpoint(toy.folder("run"));

    child.destroyForcibly();
    int exit = run.await();

    assertThat(exit).isEqualTo(ExitCode.OK.code());
    assertThat(toy.trials("run")).isEqualTo(undisturbed);
    assertThat(attempts(LONG_SUITE, "run")).contains(2);
  }

  @Test
  void a_parent_that_is_killed_leaves_no_orphan_and_its_run_ends_with_the_same_bytes()
      throws Exception {
    ToyRunProcess run = ToyRunProcess.start(place, home, LONG_SUITE, "run");
    ProcessHandle child = run.awaitChildWithCheckpoint(toy.folder("run"));

    run.kill();
    RunReport again = toy.run(LONG_SUITE, "run", ToyRun.forked());

    assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(toy.trials("run")).isEqualTo(undisturbed);
    assertThat(attempts(LONG_SUITE, "run")).contains(2);
  }

  @Test
  void a_trial_over_its_memory_is_killed() throws Exception {
    Plan plan = toy.plan(ToyRun.mischief("1m", "hang"));
    toy.run(ToyRun.mischief("1m"), "data-is-built", ToyRun.inline());
    TrialWork work = new TrialWork(toy.folder("run"), plan.trials().get(0));
    CodeBase code = CodeBase.of(toy.host());
    Engine engine = new ForkEngine(code.host(), home, 1, ToyRun.forked());
    work.begin(
        new Requests(plan, toy.host(), code, engine, ToyRun.forked(), Map.of())
            .of(plan.trials().get(0))
            .request());

    PhaseOutcome outcome =
        new ForkedPhase(
                TrialPhase.TRAIN,
                work.files(),
                new ForkedPhase.Limits(1 << 20, Duration.ofMinutes(1), Duration.ZERO),
                progress -> {},
                Cancellation.NEVER)
            .run(new ChildJvm(code.host(), home, 1, 1 << 30, false), OptionalInt.empty());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PhaseOutcome.Broken.class,
            broken -> {
              assertThat(broken.status()).isEqualTo(TrialStatus.OOM);
              assertThat(broken.reason()).endsWith("MiB of memory; a trial may use 1 MiB");
              assertThat(broken.usage().peakBytes()).isGreaterThan(1 << 20);
            });
  }

  /** SIGTERM to the process, as a service manager sends it; SIGINT to its group, as Ctrl-C does. */
  @ParameterizedTest
  @CsvSource({"TERM, ''", "INT, -"})
  void a_signalled_run_keeps_checkpoints_exits_130_and_goes_on(String signal, String group)
      throws Exception {
    ToyRunProcess run = ToyRunProcess.start(place, home, LONG_SUITE, "run");
    ProcessHandle child = run.awaitChildWithCheckpoint(toy.folder("run"));

    run.signal(signal, group);
    int exit = run.await();
    RunReport again = toy.run(LONG_SUITE, "run", ToyRun.forked());

    assertThat(exit).isEqualTo(ExitCode.INTERRUPTED.code());
    assertThat(child.isAlive()).isFalse();
    assertThat(toy.trials("run")).isEqualTo(undisturbed);
    assertThat(attempts(LONG_SUITE, "run")).contains(2);
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void two_runs_into_one_folder_are_refused_and_the_first_is_named() throws Exception {
    ToyRunProcess run = ToyRunProcess.start(place, home, LONG_SUITE, "run");
    run.awaitChildWithCheckpoint(toy.folder("run"));

    VisorException error =
        catchThrowableOfType(
            VisorException.class, () -> toy.run(LONG_SUITE, "run", ToyRun.forked()));
    int exit = run.await();

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).isEqualTo("process " + run.pid() + " is running into this folder");
    assertThat(exit).isEqualTo(ExitCode.OK.code());
  }

  @Test
  void a_plugin_that_had_too_little_time_in_a_child_is_named_and_its_trial_begun_once_more()
      throws Exception {
    RunReport report = runWithDescription("HANG");

    assertThat(notices())
        .anySatisfy(
            notice ->
                assertThat(notice)
                    .contains("the plugin 'toy' (toy.jar) cannot be used: it did not describe")
                    .endsWith("stood still for 20 s; it is begun once more"));
    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(attempts(ToyRun.mischief("2m"), "run")).containsExactly(2);
  }

  @Test
  void a_plugin_that_fails_in_a_child_is_named_with_its_reason_and_nothing_is_tried_again()
      throws Exception {
    runWithDescription("THROW");

    Manifest manifest = toy.manifest(ToyRun.mischief("2m"), "run", "toy");
    assertThat(manifest.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(manifest.reason())
        .startsWith("the plugin 'toy' (toy.jar) cannot be used: com.example.toy.ToyAlgorithm")
        .contains("the toy broke");
    assertThat(notices()).noneMatch(notice -> notice.contains("begun once more"));
  }

  /** The first child, and nobody else, finds a plugin that misbehaves when it is described. */
  private RunReport runWithDescription(String way) throws IOException {
    Path file = place.resolve("description");
    String suite = ToyRun.mischief("2m");
    toy.plan(suite);
    Files.writeString(file, way);
    System.setProperty(Mischief.OF_DESCRIPTION, file.toString());
    try {
      return toy.run(suite, "run", ToyRun.forked());
    } finally {
      System.clearProperty(Mischief.OF_DESCRIPTION);
    }
  }

  private List<String> notices() {
    return toy.events.stream()
        .filter(RunEvent.Noticed.class::isInstance)
        .map(event -> ((RunEvent.Noticed) event).text())
        .toList();
  }

  private List<Integer> attempts(String suite, String folder) {
    List<Integer> attempts = new ArrayList<>();
    for (PlannedTrial trial : toy.plan(suite).trials()) {
      toy.folder(folder).timings(trial).ifPresent(timings -> attempts.add(timings.attempts()));
    }
    return attempts;
  }

  /** Living processes whose command line ends in some words. */
  private static List<String> processes(String ending) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.endsWith(ending))
        .toList();
  }
}
