package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchmarkSessionTest {
  @Test
  void processes_and_files_end_with_the_session() throws Exception {
    Path folder;
    ProcessHandle sleeper;
    try (BenchmarkSession session = BenchmarkSession.open()) {
      folder = session.folder();
      Files.writeString(session.newFolder("inputs").resolve("file"), "content");
      session.start(
          "a sleeper", new ProcessBuilder("/bin/sh", "-c", "sleep 1000; true"), "sleeper");
      sleeper = ProcessHandle.current().children().reduce((first, last) -> last).orElseThrow();
      assertThat(sleeper.isAlive()).isTrue();
    }

    assertThat(folder).doesNotExist();
    assertThat(sleeper.isAlive()).isFalse();
  }
}
