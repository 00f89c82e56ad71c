package dev.visor.core.report;

import dev.visor.core.evidence.CurveRow;
import dev.visor.core.evidence.CurvesCsv;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.suite.CheckpointRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The folder of a run, written down as few words. */
final class ReportRows {
  private static final String SHA = "f".repeat(64);

  private final int seeds;
  private final List<TrialRow> trials = new ArrayList<>();
  private final List<CurveRow> curves = new ArrayList<>();

  ReportRows(int seeds) {
    this.seeds = seeds;
  }

  /** Trials that are ok, from seed 0, each with two points of its curve. */
  ReportRows ok(String variant, String task, String size, double... values) {
    for (int seed = 0; seed < values.length; seed++) {
      add(variant, task, size, seed, TrialStatus.OK, "", OptionalDouble.of(values[seed]));
      curves.add(curve(variant, task, size, seed, 1, values[seed] / 2));
      curves.add(curve(variant, task, size, seed, 2, values[seed]));
    }
    return this;
  }

  /** A trial that failed. */
  ReportRows failed(String variant, String task, String size, int seed, String reason) {
    add(variant, task, size, seed, TrialStatus.FAILED, reason, OptionalDouble.empty());
    return this;
  }

  ReportEvidence in(Path folder) throws IOException {
    RunFolder run = new RunFolder(folder);
    TrialsCsv.write(run.trialsCsv(), trials);
    CurvesCsv.write(run.curvesCsv(), curves);
    return ReportEvidence.read(folder);
  }

  private CurveRow curve(
      String variant, String task, String size, int seed, int point, double score) {
    return new CurveRow(
        "small",
        variant + seed,
        variant,
        task,
        "expert",
        size,
        seed,
        TrialStatus.OK,
        point,
        100L * point,
        10,
        10 * score,
        0,
        20 * score,
        score,
        500);
  }

  private void add(
      String variant,
      String task,
      String size,
      int seed,
      TrialStatus status,
      String reason,
      OptionalDouble value) {
    trials.add(
        new TrialRow(
            "small",
            SHA,
            variant + "." + task + "." + size + ".s" + seed,
            SHA,
            variant,
            "bc",
            1,
            "updates=200",
            task,
            "expert",
            size,
            task + "/expert@1",
            SHA,
            64,
            seed,
            seeds,
            1,
            status,
            reason,
            "score_0_100",
            "points",
            true,
            value,
            value,
            10,
            2,
            CheckpointRule.LAST3,
            1,
            200,
            0,
            DeterminismTier.BITWISE,
            SHA,
            SHA));
  }
}
