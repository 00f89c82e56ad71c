package dev.visor.core.evidence;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** {@code curves.csv}: every evaluation of every trial, in plan order; only what repeats. */
public final class CurvesCsv {
  private static final CsvTable<CurveRow> TABLE =
      CsvTable.<CurveRow>schema(1)
          .text("suite", CurveRow::suite)
          .text("trial", CurveRow::trial)
          .text("variant", CurveRow::variant)
          .text("task", CurveRow::task)
          .text("kind", CurveRow::kind)
          .text("size", CurveRow::size)
          .whole("seed_index", CurveRow::seedIndex)
          .choice("status", CurveRow::status)
          .whole("point", CurveRow::point)
          .whole("update", CurveRow::update)
          .whole("episodes", CurveRow::episodes)
          .number("mean_return", CurveRow::meanReturn)
          .number("least_return", CurveRow::leastReturn)
          .number("greatest_return", CurveRow::greatestReturn)
          .number("mean_score_0_100", CurveRow::meanScore)
          .number("mean_decisions", CurveRow::meanDecisions)
          .read(CurvesCsv::row);

  private CurvesCsv() {}

  /** Writes a file, whole or not at all. */
  public static void write(Path file, List<CurveRow> rows) throws IOException {
    TABLE.write(file, rows);
  }

  /**
   * Reads a file.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if it is missing or is something else
   */
  public static List<CurveRow> read(Path file) {
    return TABLE.read(file);
  }

  /**
   * The rows of all trials of a plan that left a manifest, in plan order. An evaluation with a
   * return that is not finite has no row.
   *
   * @param manifests by id of the trial
   */
  public static List<CurveRow> rows(Plan plan, Map<String, Manifest> manifests) {
    Map<String, TaskDescriptor> tasks =
        plan.tasks().stream()
            .collect(Collectors.toMap(task -> task.id().toString(), Function.identity()));
    List<CurveRow> rows = new ArrayList<>();
    for (PlannedTrial trial : plan.trials()) {
      Manifest manifest = manifests.get(trial.id());
      TaskDescriptor task = tasks.get(trial.task().toString());
      if (manifest == null || task == null) {
        continue;
      }
      for (int i = 0; i < manifest.evaluations().size(); i++) {
        Evaluation evaluation = manifest.evaluations().get(i);
        if (Double.isFinite(mean(evaluation, EvaluatedEpisode::totalReward))) {
          rows.add(row(plan.suite().name(), trial, manifest.status(), i + 1, evaluation, task));
        }
      }
    }
    return rows;
  }

  private static CurveRow row(
      String suite,
      PlannedTrial trial,
      TrialStatus status,
      int point,
      Evaluation evaluation,
      TaskDescriptor task) {
    double mean = mean(evaluation, EvaluatedEpisode::totalReward);
    double[] returns =
        evaluation.episodes().stream()
            .mapToDouble(EvaluatedEpisode::totalReward)
            .sorted()
            .toArray();
    return new CurveRow(
        suite,
        trial.id(),
        trial.variant(),
        trial.task().toString(),
        trial.kind(),
        trial.size().toString(),
        trial.seedIndex(),
        status,
        point,
        evaluation.update(),
        returns.length,
        mean,
        returns[0],
        returns[returns.length - 1],
        task.returns().score(mean),
        mean(evaluation, EvaluatedEpisode::decisions));
  }

  /** A plain sum from first to last, which every Java computes alike. */
  private static double mean(Evaluation evaluation, ToDoubleFunction<EvaluatedEpisode> quantity) {
    double sum = 0;
    for (EvaluatedEpisode episode : evaluation.episodes()) {
      sum += quantity.applyAsDouble(episode);
    }
    return sum / evaluation.episodes().size();
  }

  private static CurveRow row(CsvLine line) {
    return new CurveRow(
        line.text("suite"),
        line.text("trial"),
        line.text("variant"),
        line.text("task"),
        line.text("kind"),
        line.text("size"),
        line.count("seed_index"),
        line.choice("status", TrialStatus.class),
        line.count("point"),
        line.whole("update"),
        line.count("episodes"),
        line.number("mean_return"),
        line.number("least_return"),
        line.number("greatest_return"),
        line.number("mean_score_0_100"),
        line.number("mean_decisions"));
  }
}
