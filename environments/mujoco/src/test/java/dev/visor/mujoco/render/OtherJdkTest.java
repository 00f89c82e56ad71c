package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same bytes on another JVM, and without its compilers. */
class OtherJdkTest {
  /** Home of the other JDK; if it is not set, one that is installed beside this one is taken. */
  private static final String OTHER_JDK = "VISOR_OTHER_JDK";

  @Test
  void anotherJdkDrawsTheSameBytes() throws IOException, InterruptedException {
    Optional<Path> other = otherJdk();
    assumeThat(other).as("There is no other JDK here; %s can name one", OTHER_JDK).isPresent();

    assertThat(digests(other.get())).isEqualTo(digestsHere());
  }

  @Test
  void anInterpreterDrawsTheSameBytesAsACompiler() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("java.home"));

    assertThat(digests(home, "-XX:TieredStopAtLevel=1")).isEqualTo(digestsHere());
  }

  private static List<String> digestsHere() {
    return Pictures.goldens().stream().map(PictureDigests::line).toList();
  }

  private static List<String> digests(Path home, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(
                Stream.of(home.resolve("bin/java").toString()),
                Stream.of(options),
                Stream.of(
                    "-Djava.awt.headless=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    PictureDigests.class.getName()))
            .flatMap(words -> words)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static Optional<Path> otherJdk() throws IOException {
    String named = System.getenv(OTHER_JDK);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path here = Path.of(System.getProperty("java.home")).toRealPath();
    String version = version(here).orElse("");
    try (Stream<Path> beside = Files.list(here.getParent())) {
      return beside
          .sorted()
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> version(home).filter(other -> !other.equals(version)).isPresent())
          .findFirst();
    }
  }

  private static Optional<String> version(Path home) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(release.getProperty("JAVA_VERSION"));
  }
}
