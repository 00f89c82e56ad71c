package dev.visor.core.trial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processes that a trial has started, its own having ended: a process whose parent dies belongs
 * to nobody, and would outlive the run. They are known by their session, which they inherit; each
 * trial's process begins one. Where the kernel lists no processes, nothing is done.
 */
final class ProcessSession {
  /** Fields of {@code /proc/<pid>/stat} behind the name: state, parent, group, session. */
  private static final int SESSION = 3;

  private ProcessSession() {}

  /**
   * Ends all processes of a session.
   *
   * @param leader the process that began it, whether or not it is still there
   */
  static void end(long leader) {
    Path processes = Path.of("/proc");
    if (!Files.isDirectory(processes)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[1-9]*")) {
      for (Path process : all) {
        if (session(process) == leader) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    } catch (IOException e) {
      // Whoever may not list processes cannot look for them.
      return;
    }
  }

  private static long session(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      // The name may hold anything, blanks and brackets too.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
      return Long.parseLong(fields[SESSION]);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // It has just ended.
      return -1;
    }
  }
}
