package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.evidence.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportTest {
  @TempDir Path place;
  private TrialFiles files;

  @BeforeEach
  void nameTheFiles() {
    files = new TrialFiles(new TrialFolder(place));
  }

  @Test
  void a_signal_from_outside_is_told_from_one_that_native_code_caused() {
    assertThat(CrashReport.killed(137)).isTrue();
    assertThat(CrashReport.killed(143)).isTrue();
    assertThat(CrashReport.killed(139)).isFalse();
    assertThat(CrashReport.killed(1)).isFalse();
    assertThat(CrashReport.killed(TrialMain.UNWRITTEN)).isTrue();
    assertThat(CrashReport.describe(TrialPhase.EVALUATE, 137, files))
        .isEqualTo("the evaluate process was killed from outside by SIGKILL");
    assertThat(CrashReport.describe(TrialPhase.TRAIN, 139, files))
        .isEqualTo("the train process died of SIGSEGV");
  }

  @Test
  void an_exit_without_a_result_is_told_with_the_last_words_of_the_log() throws IOException {
    Files.writeString(files.log(), "x\n".repeat(5000) + "giving up\n\n");

    assertThat(CrashReport.describe(TrialPhase.TRAIN, 3, files))
        .isEqualTo(
            "the train process exited with code 3 without a result; its log ends: giving up");
  }

  @Test
  void the_native_frame_is_taken_from_what_the_jvm_wrote() throws IOException {
    Files.writeString(
        files.fatalErrorLog(),
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f0000000000, pid=1, tid=2
        #
        # JRE version: 17
        # Problematic frame:
        # C  [libtoy.so+0x1234]  multiply+0x12
        #
        """);

    assertThat(CrashReport.describe(TrialPhase.TRAIN, 1, files))
        .isEqualTo(
            "the train process crashed with SIGSEGV (0xb) in C [libtoy.so+0x1234] multiply+0x12");
  }
}
