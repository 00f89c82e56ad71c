package dev.visor.testkit;

import dev.visor.api.Environments;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.environment.EnvironmentChecks;
import dev.visor.core.environment.Subject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A second JVM with this one's class path and settings, which plays every task of a contract and
 * prints what it saw. What differs there depends on more than the seed.
 */
final class SecondProcess {
  private static final String LIBRARY = "library";
  private static final String DIGEST = "digest";
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final long LIMIT_SECONDS = 120;

  private SecondProcess() {}

  /**
   * What the second process saw.
   *
   * @param librariesLoadedByListing files that listing the tasks brought into memory
   * @param digests SHA-256 of a trajectory, by task id
   */
  record Answer(List<String> librariesLoadedByListing, Map<String, String> digests) {}

  static Answer ask(Class<? extends EnvironmentContract> contract) {
    try {
      Path output = Files.createTempFile("visor-second-process", ".txt");
      try {
        run(contract, output);
        return read(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run a second process", e);
    }
  }

  private static void run(Class<?> contract, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-agent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SecondProcess.class.getName(), contract.getName(), output.toString()));
    Path messages = Files.createTempFile("visor-second-process", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "the second process was not done after " + LIMIT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "the second process ended with "
                + process.exitValue()
                + ": "
                + Files.readString(messages));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a second process ran", e);
    } finally {
      Files.delete(messages);
    }
  }

  private static Answer read(Path output) throws IOException {
    List<String> libraries = new ArrayList<>();
    Map<String, String> digests = new HashMap<>();
    for (String line : Files.readAllLines(output)) {
      String[] words = line.split("\t");
      if (words[0].equals(LIBRARY)) {
        libraries.add(words[1]);
      } else {
        digests.put(words[1], words[2]);
      }
    }
    return new Answer(libraries, digests);
  }

  /**
   * The second process.
   *
   * @param args name of the contract's class, and the file to write
   */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    Environments environments = ((EnvironmentContract) constructor.newInstance()).environments();
    List<String> lines = new ArrayList<>();
    Set<String> before = libraries();
    List<TaskDescriptor> tasks = environments.tasks();
    for (String library : libraries()) {
      if (!before.contains(library)) {
        lines.add(LIBRARY + "\t" + library);
      }
    }
    for (TaskDescriptor task : tasks) {
      String digest = EnvironmentChecks.trajectoryDigest(Subject.of(task, environments));
      lines.add(DIGEST + "\t" + task.id() + "\t" + digest);
    }
    Files.write(Path.of(args[1]), lines);
  }

  /** Shared libraries in this process's memory, without Java's own; none where it cannot tell. */
  private static Set<String> libraries() throws IOException {
    if (!Files.isReadable(MAPS)) {
      return Set.of();
    }
    String java = Path.of(System.getProperty("java.home")).toRealPath().toString();
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.contains("/") && line.contains(".so"))
          .map(line -> line.substring(line.indexOf('/')))
          .filter(file -> !file.startsWith(java))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
