package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.ExitCode;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.TrialPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials that learn in the environment itself. */
class OnlineRunTest {
  private static final int STEPS = 87;
  private static final String SUITE = ToyRun.online(STEPS, 0);

  @TempDir static Path home;

  @TempDir Path place;
  private ToyRun toy;

  @BeforeEach
  void makeThePlugin() {
    toy = new ToyRun(place, home);
  }

  @Test
  void its_steps_are_counted_and_published_and_none_is_taken_beyond_the_budget()
      throws IOException {
    RunReport report = toy.run(SUITE, "run", ToyRun.inline());

    Manifest manifest = toy.manifest(SUITE, "run", "toy-online");
    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(manifest.status()).isEqualTo(TrialStatus.OK);
    assertThat(manifest.environmentSteps()).isEqualTo(STEPS);
    assertThat(manifest.updates()).isEqualTo(STEPS);
    assertThat(manifest.evaluations())
        .extracting(evaluation -> evaluation.update())
        .containsExactly(22L, 44L, 66L, (long) STEPS);
    assertThat(toy.manifest(SUITE, "run", "toy").environmentSteps()).isZero();
    assertThat(toy.trials("run")).contains("toy-line@1,online,87,toy-line/online@1,,16");
  }

  @Test
  void all_its_policies_are_kept() throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());

    Path trial = toy.folder("run").trial(trial()).policies();
    try (Stream<Path> policies = Files.list(trial)) {
      assertThat(policies).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 43, 44, 45, STEPS - 1})
  void a_training_that_is_stopped_after_any_step_ends_with_the_same_bytes(int step)
      throws IOException {
    toy.run(SUITE, "whole", ToyRun.inline());
    Interruption interruption = new Interruption();
    var plan = toy.plan(SUITE);
    ProgressListener stop =
        event -> {
          if (event instanceof RunEvent.TrialProgressed progressed
              && progressed.progress().phase() == TrialPhase.TRAIN_ONLINE
              && progressed.progress().done() == step) {
            interruption.request();
          }
        };

    RunReport first =
        new Runner(toy.host(), stop)
            .run(plan, plan, toy.folder("run"), ToyRun.inline(), interruption);
    RunReport second = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(first.exit()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(second.executed()).isEqualTo(1);
    assertThat(toy.trials("run")).isEqualTo(toy.trials("whole"));
    for (String file : List.of("manifest.json", "scalars.csv", "policies/000000000066.policy")) {
      assertThat(toy.folder("run").trial(trial()).path().resolve(file))
          .hasSameBinaryContentAs(toy.folder("whole").trial(trial()).path().resolve(file));
    }
  }

  @Test
  void a_trainer_that_fails_fails_alone() {
    String suite = SUITE.replace("at: 10000", "mischief: throw, at: 30");

    toy.run(suite, "run", ToyRun.inline());

    Manifest manifest = toy.manifest(suite, "run", "toy-online");
    assertThat(manifest.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(manifest.environmentSteps()).isEqualTo(29);
    assertThat(toy.status(suite, "run", "toy")).isEqualTo(TrialStatus.OK);
  }

  @Test
  @Tag("slow")
  void in_a_process_of_its_own_it_comes_to_the_same_bytes() throws IOException {
    RunReport forked = toy.run(SUITE, "forked", ToyRun.forked());
    toy.run(SUITE, "inline", ToyRun.inline());

    assertThat(forked.exit()).isEqualTo(ExitCode.OK);
    assertThat(toy.trials("forked")).isEqualTo(toy.trials("inline"));
  }

  private PlannedTrial trial() {
    return toy.plan(SUITE).trials().stream().filter(PlannedTrial::online).findFirst().orElseThrow();
  }
}
