package dev.visor.core.evidence;

import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code timings.csv}: what each trial cost, in plan order. */
public final class TimingsCsv {
  private static final CsvTable<TimingRow> TABLE =
      CsvTable.<TimingRow>schema(1)
          .text("suite", TimingRow::suite)
          .text("trial", TimingRow::trial)
          .text("variant", TimingRow::variant)
          .text("task", TimingRow::task)
          .text("kind", TimingRow::kind)
          .text("size", TimingRow::size)
          .whole("seed_index", TimingRow::seedIndex)
          .choice("status", TimingRow::status)
          .whole("updates", TimingRow::updates)
          .whole("attempts", row -> row.timings().attempts())
          .number("wall_seconds", row -> row.timings().wallSeconds())
          .number("cpu_seconds", row -> row.timings().cpuSeconds())
          .number("train_seconds", row -> row.timings().trainSeconds())
          .number("evaluate_seconds", row -> row.timings().evaluateSeconds())
          .number("peak_memory_mib", row -> row.timings().peakMemoryMib())
          .read(TimingsCsv::row);

  private TimingsCsv() {}

  /** Writes a file, whole or not at all. */
  public static void write(Path file, List<TimingRow> rows) throws IOException {
    TABLE.write(file, rows);
  }

  /**
   * Reads a file.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if it is missing or is something else
   */
  public static List<TimingRow> read(Path file) {
    return TABLE.read(file);
  }

  /**
   * The rows of all trials of a plan that left both, in plan order.
   *
   * @param manifests by id of the trial
   * @param timings by id of the trial
   */
  public static List<TimingRow> rows(
      Plan plan, Map<String, Manifest> manifests, Map<String, Timings> timings) {
    List<TimingRow> rows = new ArrayList<>();
    for (PlannedTrial trial : plan.trials()) {
      Manifest manifest = manifests.get(trial.id());
      Timings cost = timings.get(trial.id());
      if (manifest != null && cost != null) {
        rows.add(
            new TimingRow(
                plan.suite().name(),
                trial.id(),
                trial.variant(),
                trial.task().toString(),
                trial.kind(),
                trial.size().toString(),
                trial.seedIndex(),
                manifest.status(),
                manifest.updates(),
                cost));
      }
    }
    return rows;
  }

  private static TimingRow row(CsvLine line) {
    return new TimingRow(
        line.text("suite"),
        line.text("trial"),
        line.text("variant"),
        line.text("task"),
        line.text("kind"),
        line.text("size"),
        line.count("seed_index"),
        line.choice("status", TrialStatus.class),
        line.whole("updates"),
        new Timings(
            line.count("attempts"),
            line.number("wall_seconds"),
            line.number("cpu_seconds"),
            line.number("train_seconds"),
            line.number("evaluate_seconds"),
            line.number("peak_memory_mib")));
  }
}
