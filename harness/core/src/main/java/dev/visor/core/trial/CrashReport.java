package dev.visor.core.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said of a child that ended without an outcome. */
final class CrashReport {
  /** A process that a signal ended exits with this and the signal's number. */
  private static final int SIGNALLED = 128;

  private static final int SIGINT = 2;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", SIGINT, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE",
          SIGKILL, "SIGKILL", 11, "SIGSEGV", SIGTERM, "SIGTERM");

  private static final int TAIL_BYTES = 4096;
  private static final int LONGEST_LOG_LINE = 200;

  private CrashReport() {}

  /** Whether something outside ended it: a signal, or a disk that took nothing more. */
  static boolean killed(int exitCode) {
    int signal = exitCode - SIGNALLED;
    return exitCode == TrialMain.UNWRITTEN
        || signal == SIGINT
        || signal == SIGKILL
        || signal == SIGTERM;
  }

  /** In one line: how it ended, where native code broke, and what it said last. */
  static String describe(TrialPhase phase, int exitCode, TrialFiles files) {
    String how =
        fatalError(files.fatalErrorLog())
            .map(error -> "crashed with " + error)
            .orElseGet(() -> describe(exitCode));
    String last = lastLine(files.log()).map(line -> "; its log ends: " + line).orElse("");
    return Failure.line("the " + phase.id() + " process " + how + last);
  }

  private static String describe(int exitCode) {
    if (exitCode == TrialMain.UNWRITTEN) {
      return "could not write how it ended";
    }
    String signal = SIGNALS.get(exitCode - SIGNALLED);
    if (signal == null) {
      return "exited with code " + exitCode + " without a result";
    }
    return (killed(exitCode) ? "was killed from outside by " : "died of ") + signal;
  }

  /** What the JVM wrote of its own crash: the signal, and the native frame that caused it. */
  private static Optional<String> fatalError(Path log) {
    List<String> lines = lines(log);
    Optional<String> signal =
        lines.stream()
            .filter(line -> line.startsWith("#  "))
            .findFirst()
            .map(line -> line.substring(1).replaceFirst(" at pc=.*", "").strip());
    int heading = lines.indexOf("# Problematic frame:");
    String frame =
        heading < 0 || heading + 1 == lines.size()
            ? ""
            : " in " + lines.get(heading + 1).substring(1).strip();
    return signal.map(found -> found + frame);
  }

  private static Optional<String> lastLine(Path log) {
    return lines(log).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(0, Math.min(LONGEST_LOG_LINE, line.length())));
  }

  /** The lines of a small file, or of the end of a large one. */
  private static List<String> lines(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var channel = Files.newByteChannel(file)) {
      boolean log = channel.size() > TAIL_BYTES && file.toString().endsWith(".txt");
      channel.position(log ? channel.size() - TAIL_BYTES : 0);
      byte[] bytes = java.nio.channels.Channels.newInputStream(channel).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(" + file.getFileName() + " cannot be read: " + e.getMessage() + ")");
    }
  }
}
