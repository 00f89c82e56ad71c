package dev.visor.nn;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another JVM that runs a main class of these tests.
 *
 * @param home of its JDK
 * @param environment variables beside those that are inherited
 */
record ChildJvm(Path home, String classPath, Map<String, String> environment) {
  /** Home of the other JDK; if it is not set, one that is installed beside this one is taken. */
  static final String OTHER_JDK = "VISOR_OTHER_JDK";

  /** What a run printed, and its exit code. */
  record Outcome(int exit, String output, String errors) {}

  /** One like this. */
  static ChildJvm likeThis() {
    return new ChildJvm(
        Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"), Map.of());
  }

  /** The same on another JDK. */
  ChildJvm on(Path otherHome) {
    return new ChildJvm(otherHome, classPath, environment);
  }

  /** The same with one more environment variable. */
  ChildJvm with(String variable, String value) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(variable, value);
    return new ChildJvm(home, classPath, all);
  }

  /** The same without some entries of its class path, chosen by the names of their files. */
  ChildJvm without(Predicate<String> fileName) {
    String left =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !fileName.test(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    return new ChildJvm(home, left, environment);
  }

  /** Runs a main class to its end. */
  Outcome run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(home.resolve("bin/java").toString(), "-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("child", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new Outcome(
          process.waitFor(),
          new String(output, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8));
    } finally {
      Files.delete(errors);
    }
  }

  /** Home of a JDK of another version, if there is one on this machine. */
  static Optional<Path> otherJdk() throws IOException {
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
