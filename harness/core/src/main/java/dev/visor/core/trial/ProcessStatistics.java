package dev.visor.core.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the kernel says of a running process; 0 where it says nothing, as on other systems. */
public final class ProcessStatistics {
  private static final double NANOS = 1e9;

  private ProcessStatistics() {}

  /** Greatest resident memory so far, in bytes. */
  public static long peakBytes(ProcessHandle process) {
    return statusBytes(process, "VmHWM:");
  }

  /** Memory now that is backed by no file, in bytes: mapped datasets do not count. */
  static long privateBytes(ProcessHandle process) {
    return statusBytes(process, "RssAnon:");
  }

  /** Processor time of all threads so far, in seconds. */
  static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
  }

  private static long statusBytes(ProcessHandle process, String key) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
      for (String line : lines) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // It has ended, or there is no /proc.
      return 0;
    }
    return 0;
  }
}
