package dev.visor.cli;

import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Reference;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkDescriptor.Yardstick;
import dev.visor.core.benchmark.BenchmarkRow;
import dev.visor.core.benchmark.BenchmarkRow.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code visor bench} prints. */
final class BenchTables {
  private static final String NOTHING = "–";

  private final Console console;
  private final boolean json;

  BenchTables(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** The benchmarks that there are. */
  void list(List<BenchmarkDescriptor> benchmarks) {
    if (json) {
      console.json(benchmarks.stream().map(BenchTables::json).toList());
      return;
    }
    for (BenchmarkDescriptor benchmark : benchmarks) {
      String beside = benchmark.yardstick().map(it -> " Beside " + text(it) + ".").orElse("");
      console.out().println(benchmark.name() + ": " + benchmark.summary() + beside);
      for (Variant variant : benchmark.variants()) {
        console.out().printf("  %-12s  %s%n", variant.name(), variant.meaning());
      }
    }
  }

  /** What was measured. */
  void rows(List<BenchmarkRow> rows) {
    if (json) {
      console.json(rows.stream().map(BenchTables::json).toList());
      return;
    }
    Table table =
        new Table(
            "benchmark",
            "variant",
            "threads",
            "ours ms",
            "yardstick",
            "its ms",
            "ratio",
            "quartiles",
            "ours MB",
            "its MB");
    for (BenchmarkRow row : rows) {
      Optional<Comparison> beside = row.comparison();
      table.row(
          row.benchmark(),
          row.variant(),
          row.threads(),
          millis(row.millis()),
          beside.map(Comparison::yardstick).orElse(NOTHING),
          beside.map(it -> millis(it.millis())).orElse(NOTHING),
          beside.map(it -> ratio(it.ratio())).orElse(NOTHING),
          beside.map(it -> ratio(it.ratioLow()) + "–" + ratio(it.ratioHigh())).orElse(NOTHING),
          megabytes(row.peakMegabytes()),
          beside
              .filter(it -> it.peakMegabytes().isPresent())
              .map(it -> megabytes(it.peakMegabytes().getAsDouble()))
              .orElse(NOTHING));
    }
    table.print(console.out());
  }

  private static Map<String, Object> json(BenchmarkDescriptor benchmark) {
    List<Map<String, Object>> variants = new ArrayList<>();
    for (Variant variant : benchmark.variants()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", variant.name());
      entry.put("meaning", variant.meaning());
      entry.put("precision", variant.precision().id());
      variants.add(entry);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", benchmark.name());
    entry.put("summary", benchmark.summary());
    entry.put("variants", variants);
    entry.put("yardstick", benchmark.yardstick().map(BenchTables::text).orElse(null));
    return entry;
  }

  private static String text(Yardstick yardstick) {
    return yardstick instanceof Script script
        ? "PyTorch, " + script.modes().stream().map(Mode::id).collect(Collectors.joining(" and "))
        : ((Reference) yardstick).name();
  }

  private static Map<String, Object> json(BenchmarkRow row) {
    @Nullable Comparison beside = row.comparison().orElse(null);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", row.benchmark());
    entry.put("variant", row.variant());
    entry.put("threads", row.threads());
    entry.put("ours_ms", row.millis());
    entry.put("yardstick", beside == null ? null : beside.yardstick());
    entry.put("yardstick_ms", beside == null ? null : beside.millis());
    entry.put("ratio", beside == null ? null : beside.ratio());
    entry.put("ratio_low", beside == null ? null : beside.ratioLow());
    entry.put("ratio_high", beside == null ? null : beside.ratioHigh());
    entry.put("ours_peak_mb", row.peakMegabytes());
    entry.put(
        "yardstick_peak_mb",
        beside == null || beside.peakMegabytes().isEmpty()
            ? null
            : beside.peakMegabytes().getAsDouble());
    return entry;
  }

  /** Three digits of what takes less than 100 ms, whole tenths of what takes more. */
  private static String millis(double value) {
    int decimals = value < 1 ? 4 : value < 10 ? 2 : 1;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String megabytes(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
