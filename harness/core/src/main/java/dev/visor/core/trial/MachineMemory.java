package dev.visor.core.trial;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory there is for all processes together. */
public final class MachineMemory {
  /** The share of the memory that all trials together may take. */
  private static final double SHARE = 0.9;

  private static final String KEY = "MemTotal:";

  private MachineMemory() {}

  /** Bytes that trials may take in all: most of what there is, free or not. */
  public static long usable() throws IOException {
    return (long) (SHARE * total());
  }

  /** Bytes that there are: the machine's, or what a container is granted of them. */
  public static long total() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Path file = Path.of("/proc/meminfo");
    List<String> kernel = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return total(kernel, system.getTotalMemorySize());
  }

  /**
   * The kernel tells a container what its host has, and the JVM takes a container's limit for what
   * there is, even where that is more than the host has.
   *
   * @param kernel lines of {@code /proc/meminfo}; none on another system than Linux
   * @param granted as the JVM sees it
   */
  static long total(List<String> kernel, long granted) {
    return kernel.stream()
        .filter(line -> line.startsWith(KEY))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .map(machine -> Math.min(machine, granted))
        .findFirst()
        .orElse(granted);
  }
}
