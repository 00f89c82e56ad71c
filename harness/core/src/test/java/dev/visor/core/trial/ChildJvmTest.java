package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
  private static final Path HOME = Path.of("/home/.visor");
  private static final CodeEntry CORE = entry("core.jar", "aa", false, false);
  private static final CodeEntry NATIVES = entry("blas.jar", "bb", true, false);
  private static final CodeEntry PHYSICS = entry("mujoco.jar", "cc", true, true);

  @Test
  void a_training_has_no_physics_engine_on_its_class_path() {
    assertThat(classPath(TrialPhase.TRAIN)).isEqualTo("/s/core.jar:/s/blas.jar");
    assertThat(classPath(TrialPhase.EVALUATE)).isEqualTo("/s/core.jar:/s/blas.jar:/s/mujoco.jar");
  }

  @Test
  void threads_are_the_plugins_own_and_no_library_starts_any() {
    assertThat(ChildJvm.environment())
        .containsEntry("OMP_NUM_THREADS", "1")
        .containsEntry("OPENBLAS_NUM_THREADS", "1")
        .containsEntry("OMP_WAIT_POLICY", "passive");
    assertThat(command(3, true, TrialPhase.TRAIN)).contains("-XX:ActiveProcessorCount=3");
  }

  @Test
  void only_trials_of_one_thread_are_bound_to_a_processor() {
    assertThat(command(1, true, TrialPhase.TRAIN)).containsSequence("/usr/bin/taskset", "-c", "5");
    assertThat(command(2, true, TrialPhase.TRAIN)).doesNotContain("/usr/bin/taskset");
    assertThat(command(1, false, TrialPhase.TRAIN)).doesNotContain("/usr/bin/taskset");
  }

  @Test
  void all_trials_share_the_natives_that_were_unpacked() {
    assertThat(command(1, true, TrialPhase.EVALUATE))
        .contains("-Dorg.bytedeco.javacpp.cachedir=/home/.visor/natives");
  }

  @Test
  void a_path_that_a_class_path_would_part_is_refused_before_anything_is_started() {
    CodeEntry parted = new CodeEntry("core.jar", Path.of("/a:b/core.jar"), "aa", false, false);

    VisorException refused =
        catchThrowableOfType(
            VisorException.class,
            () -> new ChildJvm(List.of(NATIVES, parted), HOME, 1, 1 << 30, false));

    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.place()).isEqualTo("/a:b/core.jar");
    assertThat(refused.remedy()).contains("VISOR_HOME");
  }

  private static String classPath(TrialPhase phase) {
    List<String> command = command(1, false, phase);
    return command.get(command.indexOf("-cp") + 1);
  }

  private static List<String> command(int threads, boolean pin, TrialPhase phase) {
    return new ChildJvm(List.of(CORE, NATIVES, PHYSICS), HOME, threads, 1 << 30, pin)
        .command(
            phase,
            new TrialFiles(new TrialFolder(Path.of("/run/working/trial"))),
            OptionalInt.of(5));
  }

  private static CodeEntry entry(String name, String sha256, boolean natives, boolean physics) {
    return new CodeEntry(name, Path.of("/s", name), sha256, natives, physics);
  }
}
