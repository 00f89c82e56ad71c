package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.mujoco.preset.MuJoCo;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What would kill or hang the JVM if the wrapper failed, in child JVMs whose standard input stays
 * open: with a closed one MuJoCo's wait for a key would end, and the test would not see it.
 */
class ChildProcessTest {
  @TempDir private Path folder;

  @Test
  void an_error_inside_mujoco_neither_ends_the_process_nor_waits_for_a_key() throws Exception {
    String output = run("error");
    assertThat(output.lines().filter(line -> line.contains("Stack overflow"))).hasSize(2);
    assertThat(output).endsWith("alive\n").doesNotContain("Press Enter");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_warning_writes_no_file() throws Exception {
    assertThat(run("explosion")).isEqualTo("time 0.0\nalive\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void closing_while_another_thread_steps_frees_nothing_under_its_feet() throws Exception {
    assertThat(run("race")).isEqualTo("ended 100\nalive\n");
  }

  @Test
  void javacpps_limit_of_physical_memory_does_not_matter() throws Exception {
    // By default it is four times the heap, and whatever the process uses counts.
    assertThat(run("error", "-Dorg.bytedeco.javacpp.maxphysicalbytes=1m")).endsWith("alive\n");
  }

  @Test
  void without_the_native_library_everything_says_so() throws Exception {
    Path stripped = folder.resolve("preset.jar");
    copyWithoutLibraries(stripped);
    String path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> entry.equals(preset().toString()) ? stripped.toString() : entry)
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow();
    String output = run("unavailable", "-Djava.library.path=" + folder, "-cp", path);
    assertThat(output.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("available false"),
            line ->
                assertThat(line)
                    .startsWith("problem MuJoCo's native library cannot be loaded: ")
                    .contains("no jniMuJoCo in java.library.path"),
            line -> assertThat(line).isEqualTo("libraries []"),
            line -> assertThat(line).startsWith("refused MuJoCo's native library cannot be loaded"),
            line -> assertThat(line).isEqualTo("alive"));
  }

  @Test
  @Tag("slow")
  void no_broken_model_ends_the_process() throws Exception {
    assertThat(run("models")).endsWith("alive\n");
  }

  private String run(String what, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of(flags));
    command.addAll(List.of(Child.class.getName(), what));
    Path output = Files.createTempFile("child", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // With the C library's own settings freed memory leaves the process: reading it is fatal.
    builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    Process child = builder.start();
    try {
      assertThat(child.waitFor(5, TimeUnit.MINUTES)).as("the child ends by itself").isTrue();
      String text = Files.readString(output);
      assertThat(child.exitValue()).as(text).isZero();
      return text;
    } finally {
      child.destroyForcibly();
      Files.delete(output);
    }
  }

  private static Path preset() {
    try {
      return Path.of(MuJoCo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copyWithoutLibraries(Path target) throws IOException {
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + target.toUri()), Map.of("create", "true"))) {
      Path source = preset();
      if (Files.isDirectory(source)) {
        copyClasses(source, jar.getPath("/"));
      } else {
        try (FileSystem original = FileSystems.newFileSystem(source)) {
          copyClasses(original.getPath("/"), jar.getPath("/"));
        }
      }
    }
  }

  private static void copyClasses(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(
              file -> {
                Path copy = target.resolve(source.relativize(file).toString());
                try {
                  Files.createDirectories(copy.getParent());
                  Files.copy(file, copy);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
