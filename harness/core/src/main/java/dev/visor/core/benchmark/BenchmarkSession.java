package dev.visor.core.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that must not outlive one measurement: its processes, and the folder in which they work. It
 * is gone after {@link #close}, and also if a signal ends this process before that.
 */
final class BenchmarkSession implements AutoCloseable {
  private final Path folder;
  private final List<BenchmarkProcess> processes = new ArrayList<>();
  private final Thread hook = new Thread(this::tidyUp, "end of the benchmark");

  private BenchmarkSession(Path folder) {
    this.folder = folder;
  }

  static BenchmarkSession open() throws IOException {
    BenchmarkSession session =
        new BenchmarkSession(Files.createTempDirectory("visor-bench-").toRealPath());
    Runtime.getRuntime().addShutdownHook(session.hook);
    return session;
  }

  /** Where all files belong. */
  Path folder() {
    return folder;
  }

  /** An empty folder in it. */
  Path newFolder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /**
   * Starts a process.
   *
   * @param name whom a message names
   * @param file name of its log
   */
  synchronized BenchmarkProcess start(String name, ProcessBuilder builder, String file)
      throws IOException {
    BenchmarkProcess process = BenchmarkProcess.start(name, builder, folder.resolve(file + ".log"));
    processes.add(process);
    return process;
  }

  private synchronized void tidyUp() {
    processes.forEach(BenchmarkProcess::close);
    processes.clear();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // It lies in the folder for temporary files: whoever tidies that up will find it.
      return;
    }
  }

  @Override
  public void close() {
    tidyUp();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs, and finds nothing more to do.
      return;
    }
  }
}
