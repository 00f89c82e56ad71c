package dev.visor.core.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory there is for all processes together. */
public final class MachineMemory {
  /** The share of the machine's memory that all trials together may take. */
  private static final double SHARE = 0.9;

  private static final long WHERE_UNKNOWN = 8L << 30;

  private MachineMemory() {}

  /** Bytes that trials may take in all: most of what the machine has, free or not. */
  public static long usable() throws IOException {
    Path file = Path.of("/proc/meminfo");
    long all = WHERE_UNKNOWN;
    if (Files.exists(file)) {
      all =
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith("MemTotal:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
              .findFirst()
              .orElse(WHERE_UNKNOWN);
    }
    return (long) (SHARE * all);
  }
}
