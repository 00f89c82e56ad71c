package dev.visor.core.run;

import dev.visor.core.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run with the toy plugin in a JVM of its own, to be killed. */
final class ToyRunProcess {
  private static final int SECONDS_TO_WAIT = 60;

  private final Process process;

  private ToyRunProcess(Process process) {
    this.process = process;
  }

  /** What the JVM does: place, home, suite file, name of the run's folder. */
  public static void main(String[] arguments) throws IOException {
    ToyRun toy = new ToyRun(Path.of(arguments[0]), Path.of(arguments[1]));
    RunReport report;
    try (Interruption interruption = Interruption.onSignals()) {
      report =
          toy.run(
              Files.readString(Path.of(arguments[2])), arguments[3], ToyRun.forked(), interruption);
    }
    System.exit(report.exit().code());
  }

  static ToyRunProcess start(Path place, Path home, String suite, String folder)
      throws IOException {
    return start(place, home, suite, folder, Map.of());
  }

  /** With variables in its environment. */
  static ToyRunProcess start(
      Path place, Path home, String suite, String folder, Map<String, String> environment)
      throws IOException {
    return start(System.getProperty("java.class.path"), place, home, suite, folder, environment);
  }

  /** From another class path. */
  static ToyRunProcess start(
      String classPath,
      Path place,
      Path home,
      String suite,
      String folder,
      Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(place.resolve("suite-of-process.yaml"), suite);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            // As a shell starts a command: Ctrl-C is not ignored, even if it is here (as in what
            // runs in the background), and the process group is its own.
            "env",
            "--default-signal=INT",
            "setsid",
            java,
            "-cp",
            classPath,
            ToyRunProcess.class.getName(),
            place.toString(),
            home.toString(),
            file.toString(),
            folder);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(place.resolve("process.txt").toFile());
    return new ToyRunProcess(builder.start());
  }

  /** Waits until some trial has written a checkpoint; gives its process. */
  ProcessHandle awaitChildWithCheckpoint(RunFolder folder) throws Exception {
    for (int i = 0; i < SECONDS_TO_WAIT * 20; i++) {
      if (Files.isDirectory(folder.working()) && anyCheckpoint(folder)) {
        try (Stream<ProcessHandle> children = process.children()) {
          return children.findFirst().orElseThrow();
        }
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("the run has ended with " + process.exitValue());
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("no checkpoint was written");
  }

  /** Whatever it has started and that has not ended. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  boolean alive() {
    return process.isAlive();
  }

  private static boolean anyCheckpoint(RunFolder folder) throws IOException {
    try (Stream<Path> trials = Files.list(folder.working())) {
      return trials.anyMatch(trial -> Files.exists(trial.resolve("checkpoint")));
    }
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Sends a signal.
   *
   * @param group {@code -} for the whole process group, nothing for the process alone
   */
  void signal(String name, String group) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "--", group + process.pid()).start().waitFor();
  }

  int await() throws InterruptedException {
    if (!process.waitFor(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the run does not end");
    }
    return process.exitValue();
  }
}
