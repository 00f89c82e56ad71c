package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.visor.core.trial.Processors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A machine of which this process is granted a part, as a container is. */
class ContainerLimitsTest {
  /** What the other process does: says how many trials at a time it would run. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(new ForkEngine(List.of(), Path.of("home"), 1, RunOptions.DEFAULT).jobs());
  }

  @Test
  void asManyTrialsRunAtATimeAsProcessorsAreGranted_whereMoreAreSeen() throws Exception {
    assumeThat(Processors.allowed()).as("more are seen").hasSizeGreaterThan(1);
    // From a quota, the JVM makes a number of processors; it can be told the number, too.
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=1",
                "-cp",
                System.getProperty("java.class.path"),
                ContainerLimitsTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("1");
    assertThat(other.waitFor()).isZero();
  }
}
