package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.VisorException;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Timings TIMINGS = new Timings(2, 10.5, 9.25, 8, 2, 300);

  @TempDir Path path;

  @Test
  void finished_trial_is_found_and_an_unfinished_one_is_not() throws IOException {
    RunFolder run = new RunFolder(path);
    PlannedTrial trial = Samples.trial("bc", 0);
    Manifest manifest = Samples.ok(trial);
    manifest.write(run.trial(trial).manifest());
    TIMINGS.write(run.trial(trial).timings());
    Samples.ok(Samples.trial("bc", 1)).write(run.working(Samples.trial("bc", 1)).manifest());

    assertThat(run.manifest(trial)).contains(manifest);
    assertThat(run.timings(trial)).contains(TIMINGS);
    assertThat(run.manifest(Samples.trial("bc", 1))).isEmpty();
    assertThat(run.timings(Samples.trial("bc", 1))).isEmpty();
  }

  @Test
  void folder_of_a_trial_without_its_manifest_is_damage() throws IOException {
    RunFolder run = new RunFolder(path);
    PlannedTrial trial = Samples.trial("bc", 0);
    Files.createDirectories(run.trial(trial).path());

    assertThat(catchThrowableOfType(VisorException.class, () -> run.manifest(trial)).place())
        .isEqualTo(run.trial(trial).manifest().toString());
  }

  @Test
  void manifest_of_another_trial_is_damage() throws IOException {
    RunFolder run = new RunFolder(path);
    PlannedTrial trial = Samples.trial("bc", 0);
    Samples.ok(Samples.trial("bc", 1)).write(run.trial(trial).manifest());

    assertThat(catchThrowableOfType(VisorException.class, () -> run.manifest(trial)).what())
        .contains("of another trial");
  }
}
