package dev.visor.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged Visor with a home and a store of its own. */
final class VisorProcess {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("visor.dist"));

  private final Path folder;
  private final Path distribution;
  private final Map<String, String> environment;

  /**
   * @param folder where everything is kept, and the current folder of the processes
   */
  VisorProcess(Path folder) {
    this(folder, DISTRIBUTION);
  }

  /**
   * @param distribution the Visor that is run
   */
  VisorProcess(Path folder, Path distribution) {
    this(folder, distribution, Map.of());
  }

  private VisorProcess(Path folder, Path distribution, Map<String, String> environment) {
    this.folder = folder;
    this.distribution = distribution;
    this.environment = Map.copyOf(environment);
  }

  /** The same with variables in its environment. */
  VisorProcess with(Map<String, String> variables) {
    return new VisorProcess(folder, distribution, variables);
  }

  /** Its folder for temporary files, where nothing of it is to stay. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  /** What a process printed, and what it exited with. */
  record Ended(int exit, String out, String err) {}

  /** Runs a command to its end. */
  Ended run(String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process =
          builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("visor " + String.join(" ", arguments) + " does not end");
      }
      return new Ended(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts a command whose end is not waited for. */
  Process start(String... arguments) {
    try {
      return builder(arguments)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    temporary().toFile().mkdirs();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Djava.io.tmpdir=" + temporary());
    command.add("-Dvisor.home=" + distribution);
    command.add("-cp");
    command.add(distribution.resolve("lib") + "/*");
    command.add("dev.visor.cli.Visor");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("VISOR_HOME", folder.resolve("home").toString());
    builder.environment().put("VISOR_DATA", folder.resolve("data").toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
