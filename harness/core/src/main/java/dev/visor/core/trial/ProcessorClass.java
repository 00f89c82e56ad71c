package dev.visor.core.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The class of a processor: within one, the native libraries choose the same code, and with it the
 * same last bits. Vendor, family and model decide what OpenBLAS takes, the vector instructions what
 * oneDNN takes. Who tells a library to take other code than that, in the environment, has another
 * class.
 */
public final class ProcessorClass {
  private static final List<String> WIDEST_FIRST =
      List.of("amx_tile", "avx512_bf16", "avx512f", "avx2", "avx", "sse4_2");

  private static final List<String> CHOOSERS =
      List.of(
          "DNNL_DEFAULT_FPMATH_MODE",
          "DNNL_MAX_CPU_ISA",
          "ONEDNN_DEFAULT_FPMATH_MODE",
          "ONEDNN_MAX_CPU_ISA",
          "OPENBLAS_CORETYPE");

  private ProcessorClass() {}

  /** This machine's, such as {@code AuthenticAMD 25/17 avx512_bf16}. */
  public static String current() {
    return current(System.getenv());
  }

  /** This machine's under an environment, such as {@code … avx512f, DNNL_MAX_CPU_ISA=AVX2}. */
  static String current(Map<String, String> environment) {
    StringBuilder name = new StringBuilder(ofTheMachine());
    for (String variable : CHOOSERS) {
      String chosen = environment.getOrDefault(variable, "");
      if (!chosen.isEmpty()) {
        name.append(", ").append(variable).append('=').append(chosen);
      }
    }
    return name.toString();
  }

  private static String ofTheMachine() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.exists(file) ? of(Files.readAllLines(file)) : System.getProperty("os.arch");
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** The class of the first processor that the kernel lists. */
  static String of(List<String> cpuinfo) {
    Map<String, String> first = new LinkedHashMap<>();
    for (String line : cpuinfo) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        first.putIfAbsent(parts[0].strip(), parts[1].strip());
      }
    }
    Set<String> flags = Set.copyOf(Arrays.asList(first.getOrDefault("flags", "").split(" ")));
    String widest = WIDEST_FIRST.stream().filter(flags::contains).findFirst().orElse("scalar");
    return "%s %s/%s %s"
        .formatted(
            first.getOrDefault("vendor_id", "unknown"),
            first.getOrDefault("cpu family", "?"),
            first.getOrDefault("model", "?"),
            widest);
  }
}
