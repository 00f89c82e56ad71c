package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that end, or do not let themselves be written: small file systems of their own. */
@Tag("slow")
class HostileDiskTest {
  private static final String SUITE = ToyRun.twoByTwo(40, 0);

  @TempDir Path home;
  @TempDir Path mountPoint;
  private ToyRun toy;

  @BeforeEach
  void mount() throws Exception {
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mountPoint.toString()))
        .as("only root may mount a file system, and not everywhere")
        .isZero();
    toy = new ToyRun(mountPoint, home);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", mountPoint.toString());
  }

  @Test
  void a_disk_that_fills_up_stops_the_run_and_what_was_finished_is_kept() throws Exception {
    toy.run(SUITE, "undisturbed", ToyRun.inline());
    var plan = toy.plan(SUITE);
    Path ballast = mountPoint.resolve("ballast");

    VisorException error =
        catchThrowableOfType(
            VisorException.class,
            () ->
                new Runner(
                        toy.host(),
                        event -> {
                          if (event instanceof RunEvent.TrialEnded) {
                            fill(ballast);
                          }
                        })
                    .run(plan, plan, toy.folder("run"), ToyRun.inline(), new Interruption()));
    Path first = toy.folder("run").trial(plan.trials().get(0)).manifest();
    String kept = Files.readString(first);
    Files.delete(ballast);
    RunReport again = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).contains("No space left on device");
    assertThat(error.remedy()).contains("free space", "what is finished is kept");
    assertThat(first).hasContent(kept);
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(again.executed()).isEqualTo(3);
    assertThat(toy.trials("run")).isEqualTo(toy.trials("undisturbed"));
  }

  @Test
  void a_disk_that_cannot_be_written_is_told_at_once() throws Exception {
    var plan = toy.plan(SUITE);
    assertThat(run("mount", "-o", "remount,ro", mountPoint.toString())).isZero();

    VisorException error =
        catchThrowableOfType(
            VisorException.class,
            () ->
                new Runner(toy.host(), event -> {})
                    .run(plan, plan, toy.folder("run"), ToyRun.inline(), new Interruption()));

    assertThat(error.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(error.what()).contains("Read-only file system");
    assertThat(error.remedy()).contains("permissions");
  }

  private static void fill(Path ballast) {
    byte[] piece = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }
}
