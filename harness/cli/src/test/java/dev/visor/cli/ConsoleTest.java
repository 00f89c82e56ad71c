package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process on a terminal that {@code script} makes, with some of its streams led elsewhere. */
class ConsoleTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir Path folder;

  /** What the other process does: leaves in a file what it takes its standard error for. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(
        Path.of(arguments[0]),
        Boolean.toString(Console.ofProcess(new Results(System.out)).terminal()));
  }

  @BeforeEach
  void terminalsCanBeMade() {
    assumeThat(SCRIPT).as("what makes terminals").isExecutable();
  }

  @Test
  void personWatches_thoughResultsGoIntoAFile() throws Exception {
    assertThat(terminal("xterm", "</dev/null >results.txt")).isEqualTo("true");
  }

  @Test
  void nobodyWatches_whereProgressGoesIntoAFile() throws Exception {
    assertThat(terminal("xterm", "2>log.txt")).isEqualTo("false");
  }

  @Test
  void terminalThatCannotBeDrawnOn_isNone() throws Exception {
    assertThat(terminal("dumb", "")).isEqualTo("false");
  }

  private String terminal(String term, String redirections) throws Exception {
    Path answer = folder.resolve("answer.txt");
    String java =
        "exec '%s' -cp \"$CLASS_PATH\" %s answer.txt %s"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ConsoleTest.class.getName(),
                redirections);
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qec", java, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("terminal.txt").toFile());
    builder.environment().put("TERM", term);
    builder.environment().put("CLASS_PATH", System.getProperty("java.class.path"));
    builder.start().waitFor();
    return Files.readString(answer);
  }
}
