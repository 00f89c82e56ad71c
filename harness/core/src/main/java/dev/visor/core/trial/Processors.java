package dev.visor.core.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The processors that this process may use, by their numbers. */
public final class Processors {
  private static final String KEY = "Cpus_allowed_list:";

  private Processors() {}

  /**
   * How many of them it may keep busy. A container may see every processor of its host and be
   * granted the time of two; the JVM knows such a quota and not which processors it may run on.
   */
  public static int count() {
    return Math.min(allowed().size(), Runtime.getRuntime().availableProcessors());
  }

  /** In ascending order; never empty. */
  public static List<Integer> allowed() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(KEY)) {
          return parse(line.substring(KEY.length()).strip());
        }
      }
    } catch (IOException e) {
      return counted();
    }
    return counted();
  }

  /** Where the kernel does not say: another system than Linux, and no pinning there either. */
  private static List<Integer> counted() {
    return IntStream.range(0, Runtime.getRuntime().availableProcessors()).boxed().toList();
  }

  /** Reads the kernel's form, such as {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    List<Integer> processors = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
        processors.add(i);
      }
    }
    return processors;
  }
}
