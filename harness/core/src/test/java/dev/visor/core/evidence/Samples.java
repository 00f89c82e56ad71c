package dev.visor.core.evidence;

import dev.visor.api.DatasetId;
import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.TaskId;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trials and their evidence. */
final class Samples {
  static final Fingerprint FINGERPRINT =
      new Fingerprint(
          new TreeMap<>(Map.of("visor-core-0.1.0.jar", "c".repeat(64))), "17.0.15", "avx2", 1);

  private Samples() {}

  static PlannedTrial trial(String variant, int seed) {
    return new PlannedTrial(
        variant + ".s" + seed,
        "e".repeat(63) + seed,
        variant,
        "bc",
        2,
        new TreeMap<>(Map.of("updates", "500", "note", "=1+1 \u00fc \"x\"")),
        new TaskId("walker-walk", 1),
        new DatasetId("walker-walk", "expert", 1),
        "d".repeat(64),
        DatasetSize.parse("10k"),
        64,
        seed,
        -7,
        new Protocol(2, 4, CheckpointRule.LAST3, 1, Duration.ofMinutes(90)));
  }

  /** An evaluation of two episodes. */
  static Evaluation evaluation(long update, double first, double second) {
    return new Evaluation(
        update,
        List.of(new EvaluatedEpisode(first, 500, false), new EvaluatedEpisode(second, 250, true)));
  }

  static Manifest ok(PlannedTrial trial) {
    return new Manifest(
        trial,
        TrialStatus.OK,
        "",
        500,
        0,
        List.of(
            evaluation(125, 1, 2),
            evaluation(250, 100, 300),
            evaluation(375, 400, 600),
            evaluation(500, 0.1 + 0.2, 1e-9)),
        DeterminismTier.BITWISE,
        FINGERPRINT,
        new ArtifactDigests(
            "a".repeat(64),
            "b".repeat(64),
            new TreeMap<>(Map.of(125L, "1".repeat(64), 500L, "5".repeat(64)))),
        new TreeMap<>(Map.of("model/kl", 3.5)));
  }

  /** As of a trial that ended before digests were kept. */
  static Manifest withoutDigests(PlannedTrial trial) {
    Manifest ok = ok(trial);
    return new Manifest(
        trial,
        ok.status(),
        "",
        ok.updates(),
        0,
        ok.evaluations(),
        ok.determinism(),
        ok.fingerprint());
  }

  static Manifest failed(PlannedTrial trial, String reason) {
    return new Manifest(
        trial,
        TrialStatus.FAILED,
        reason,
        130,
        0,
        List.of(evaluation(125, 1, 2)),
        DeterminismTier.BITWISE,
        FINGERPRINT);
  }
}
