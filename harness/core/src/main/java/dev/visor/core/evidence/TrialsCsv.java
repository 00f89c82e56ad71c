package dev.visor.core.evidence;

import dev.visor.api.Metric;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.SuiteWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code trials.csv}: the evidence as a table, from which every leaderboard is computed. One line
 * for each trial and metric, in plan order. It holds only what repeats, so that two runs of the
 * same suite write the same bytes.
 */
public final class TrialsCsv {
  private static final CsvTable<TrialRow> TABLE =
      CsvTable.<TrialRow>schema(1)
          .text("suite", TrialRow::suite)
          .text("suite_sha", TrialRow::suiteSha)
          .text("trial", TrialRow::trial)
          .text("identity", TrialRow::identity)
          .text("variant", TrialRow::variant)
          .text("algorithm", TrialRow::algorithm)
          .whole("algorithm_version", TrialRow::algorithmVersion)
          .text("parameters", TrialRow::parameters)
          .text("task", TrialRow::task)
          .text("kind", TrialRow::kind)
          .text("size", TrialRow::size)
          .text("dataset", TrialRow::dataset)
          .text("dataset_identity", TrialRow::datasetIdentity)
          .whole("image_size", TrialRow::imageSize)
          .whole("seed_index", TrialRow::seedIndex)
          .whole("seeds", TrialRow::seeds)
          .whole("suite_seed", TrialRow::suiteSeed)
          .choice("status", TrialRow::status)
          .text("reason", TrialRow::reason)
          .text("metric", TrialRow::metric)
          .text("unit", TrialRow::unit)
          .flag("higher_is_better", TrialRow::higherIsBetter)
          .maybe("value", TrialRow::value)
          .maybe("final_value", TrialRow::finalValue)
          .whole("eval_episodes", TrialRow::evalEpisodes)
          .whole("eval_points", TrialRow::evalPoints)
          .choice("checkpoint_rule", TrialRow::checkpointRule)
          .whole("threads", TrialRow::threads)
          .whole("updates", TrialRow::updates)
          .whole("online_env_steps", TrialRow::onlineEnvSteps)
          .choice("determinism", TrialRow::determinism)
          .text("fingerprint", TrialRow::fingerprint)
          .text("manifest_sha", TrialRow::manifestSha)
          .read(TrialsCsv::row);

  private TrialsCsv() {}

  /** Writes a file, whole or not at all. */
  public static void write(Path file, List<TrialRow> rows) throws IOException {
    TABLE.write(file, rows);
  }

  /**
   * Reads a file.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if it is missing or is something else
   */
  public static List<TrialRow> read(Path file) {
    return TABLE.read(file);
  }

  /**
   * The rows of all trials of a plan that left a manifest, in plan order.
   *
   * @param manifests by id of the trial
   * @param metrics those of the plan, in its order
   */
  public static List<TrialRow> rows(
      Plan plan, Map<String, Manifest> manifests, List<Metric> metrics) {
    String suiteSha = SuiteWriter.sha256(plan.suite());
    Map<String, TaskDescriptor> tasks =
        plan.tasks().stream()
            .collect(Collectors.toMap(task -> task.id().toString(), Function.identity()));
    // Nearly all trials of a run share one fingerprint, and its digest takes longer than a row.
    Map<Fingerprint, String> fingerprints = new IdentityHashMap<>();
    List<TrialRow> rows = new ArrayList<>();
    for (PlannedTrial trial : plan.trials()) {
      Manifest manifest = manifests.get(trial.id());
      TaskDescriptor task = tasks.get(trial.task().toString());
      if (manifest != null && task != null) {
        String fingerprint =
            fingerprints.computeIfAbsent(manifest.fingerprint(), Fingerprint::sha256);
        String manifestSha = manifest.sha256(fingerprint);
        for (Metric metric : metrics) {
          rows.add(row(plan, suiteSha, trial, manifest, fingerprint, manifestSha, task, metric));
        }
      }
    }
    return rows;
  }

  private static TrialRow row(
      Plan plan,
      String suiteSha,
      PlannedTrial trial,
      Manifest manifest,
      String fingerprint,
      String manifestSha,
      TaskDescriptor task,
      Metric metric) {
    MetricDescriptor described = metric.describe();
    Measured value = Measured.NONE;
    Measured finalValue = Measured.NONE;
    if (manifest.status() == TrialStatus.OK) {
      value = Measured.by(metric, manifest.evidence(task));
      finalValue = Measured.by(metric, manifest.finalEvidence(task));
    }
    return new TrialRow(
        plan.suite().name(),
        suiteSha,
        trial.id(),
        trial.identity(),
        trial.variant(),
        trial.algorithm(),
        trial.algorithmVersion(),
        parameters(trial),
        trial.task().toString(),
        trial.kind(),
        trial.size().toString(),
        trial.dataset().toString(),
        trial.datasetIdentity(),
        trial.imageSize(),
        trial.seedIndex(),
        plan.suite().seeds(),
        trial.suiteSeed(),
        manifest.status(),
        manifest.reason().isEmpty() ? value.problem() : manifest.reason(),
        described.id(),
        described.unit(),
        described.higherIsBetter(),
        value.value(),
        finalValue.value(),
        trial.protocol().evalEpisodes(),
        trial.protocol().evalPoints(),
        trial.protocol().checkpoint(),
        trial.protocol().threads(),
        manifest.updates(),
        manifest.environmentSteps(),
        manifest.determinism(),
        fingerprint,
        manifestSha);
  }

  private static String parameters(PlannedTrial trial) {
    return new ParameterList(trial.parameters()).text();
  }

  private static TrialRow row(CsvLine line) {
    return new TrialRow(
        line.text("suite"),
        line.text("suite_sha"),
        line.text("trial"),
        line.text("identity"),
        line.text("variant"),
        line.text("algorithm"),
        line.count("algorithm_version"),
        line.text("parameters"),
        line.text("task"),
        line.text("kind"),
        line.text("size"),
        line.text("dataset"),
        line.text("dataset_identity"),
        line.count("image_size"),
        line.count("seed_index"),
        line.count("seeds"),
        line.whole("suite_seed"),
        line.choice("status", TrialStatus.class),
        line.text("reason"),
        line.text("metric"),
        line.text("unit"),
        line.flag("higher_is_better"),
        line.maybe("value"),
        line.maybe("final_value"),
        line.count("eval_episodes"),
        line.count("eval_points"),
        line.choice("checkpoint_rule", CheckpointRule.class),
        line.count("threads"),
        line.whole("updates"),
        line.whole("online_env_steps"),
        line.choice("determinism", DeterminismTier.class),
        line.text("fingerprint"),
        line.text("manifest_sha"));
  }
}
