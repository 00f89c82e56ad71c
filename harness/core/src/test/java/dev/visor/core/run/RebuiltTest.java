package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.JarStamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that a build replaces after a process began with them: never is a mixture recorded. */
class RebuiltTest {
  private static final String SUITE = ToyRun.mischief("2m");

  @TempDir static Path home;

  @TempDir Path place;
  private ToyRun toy;
  private Path own;
  private RunHost host;

  @BeforeEach
  void begin() throws IOException {
    toy = new ToyRun(place, home);
    own = Files.writeString(place.resolve("visor-core.jar"), "as it was");
    host =
        new RunHost(toy.host().plugins(), toy.host().datasets(), home, JarStamps.of(List.of(own)));
  }

  @Test
  void one_of_visors_own_jars_replaced_before_trials_begin_is_refused_by_name() throws IOException {
    Files.writeString(own, "built anew");

    VisorException error = catchThrowableOfType(VisorException.class, () -> run(event -> {}));

    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(error.what()).startsWith("visor-core.jar changed since this process began");
    assertThat(error.place()).isEqualTo(own.toString());
    assertThat(toy.folder("run").path()).doesNotExist();
  }

  @Test
  void a_plugin_replaced_between_its_loading_and_its_trials_is_refused_by_name() {
    toy.writeJar("1.0.1");

    VisorException error = catchThrowableOfType(VisorException.class, () -> run(event -> {}));

    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(error.what()).startsWith("toy.jar changed since this process began");
  }

  @Test
  void a_plugin_replaced_while_this_process_builds_data_with_it_is_refused_by_name() {
    VisorException error =
        catchThrowableOfType(
            VisorException.class,
            () -> run(event -> replaceAt(event, RunEvent.DatasetProgressed.class)));

    assertThat(error.what()).startsWith("visor-core.jar changed since this process began");
    assertThat(toy.folder("run").trialsCsv()).doesNotExist();
  }

  @Test
  void a_trial_that_ran_in_this_process_while_its_jars_were_replaced_is_not_recorded() {
    VisorException error =
        catchThrowableOfType(
            VisorException.class,
            () -> run(event -> replaceAt(event, RunEvent.TrialStarted.class)));

    assertThat(error.what()).startsWith("visor-core.jar changed since this process began");
    for (PlannedTrial trial : toy.plan(SUITE).trials()) {
      assertThat(toy.folder("run").manifest(trial)).isEmpty();
    }
  }

  private void replaceAt(RunEvent event, Class<? extends RunEvent> moment) {
    if (moment.isInstance(event)) {
      try {
        Files.writeString(own, "built anew");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void run(ProgressListener listener) {
    Plan plan = toy.plan(SUITE);
    new Runner(host, listener)
        .run(plan, plan, toy.folder("run"), ToyRun.inline(), new Interruption());
  }
}
