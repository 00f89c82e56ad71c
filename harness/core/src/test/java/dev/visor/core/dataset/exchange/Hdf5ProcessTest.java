package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the process that reads HDF5 is bound to the one that asks. */
class Hdf5ProcessTest {
  private static final int SESSION = 3;

  @TempDir Path folder;
  private Process child;

  @BeforeEach
  void start() throws IOException {
    child =
        new ProcessBuilder(Hdf5Process.command())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    new DataInputStream(child.getInputStream()).readInt();
  }

  @AfterEach
  void end() {
    child.destroyForcibly();
  }

  @Test
  void an_interrupt_from_the_terminal_does_not_reach_it() throws IOException {
    Path stat = Path.of("/proc", Long.toString(child.pid()), "stat");
    assumeThat(stat).as("only Linux tells").exists();
    assumeThat(Path.of("/usr/bin/setsid")).exists();

    String fields = Files.readString(stat).replaceFirst(".*\\) ", "");

    assertThat(fields.split(" ")[SESSION]).isEqualTo(Long.toString(child.pid()));
  }

  @Test
  void it_ends_with_the_process_that_asks_even_if_a_file_does_not_let_it_go() throws Exception {
    Path endless = folder.resolve("endless.h5"); // nobody ever writes to it
    assumeThat(new ProcessBuilder("mkfifo", endless.toString()).start().waitFor()).isZero();
    DataOutputStream requests = new DataOutputStream(child.getOutputStream());
    new Hdf5Request(Hdf5Request.Kind.LIST, endless, "", 0, 0).write(requests);
    requests.flush();
    assertThat(child.waitFor(1, TimeUnit.SECONDS)).isFalse();

    requests.close();

    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }
}
