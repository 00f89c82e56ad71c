package dev.visor.core.gate;

import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.suite.CheckpointRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A side of a gate, written down as few words: rows without manifests. */
final class Sides {
  static final String GROUP = "walker-walk@1/expert/full";
  private static final String SHA = "f".repeat(64);

  private final String folder;
  private final List<TrialRow> rows = new ArrayList<>();
  String metric = "score_0_100";
  boolean higherIsBetter = true;
  String kind = "expert";
  String parameters = "penalty=none;updates=500";
  String dataset = SHA;
  String reason = "the loss is NaN";
  int version = 1;
  int episodes = 20;

  Sides(String folder) {
    this.folder = folder;
  }

  /** Trials of a variant that are ok, from seed 0. */
  Sides ok(String variant, double... values) {
    for (int seed = 0; seed < values.length; seed++) {
      add(variant, seed, values.length, TrialStatus.OK, OptionalDouble.of(values[seed]));
    }
    return this;
  }

  /** A trial that gave no score, as one of so many. */
  Sides failed(String variant, int seed, int seeds) {
    add(variant, seed, seeds, TrialStatus.DIVERGED, OptionalDouble.empty());
    return this;
  }

  /** One trial that is ok. */
  Sides one(String variant, int seed, int seeds, double value) {
    add(variant, seed, seeds, TrialStatus.OK, OptionalDouble.of(value));
    return this;
  }

  GateEvidence evidence() {
    return new GateEvidence(Path.of(folder), rows, Map.of());
  }

  private void add(String variant, int seed, int seeds, TrialStatus status, OptionalDouble value) {
    rows.add(
        new TrialRow(
            "small",
            SHA,
            variant + "." + kind + ".s" + seed,
            variant + kind + seed,
            variant,
            "bc",
            version,
            parameters,
            "walker-walk@1",
            kind,
            "full",
            "walker-walk/" + kind + "@1",
            dataset,
            64,
            seed,
            seeds,
            1,
            status,
            status == TrialStatus.OK ? "" : reason,
            metric,
            "points",
            higherIsBetter,
            value,
            value,
            episodes,
            10,
            CheckpointRule.LAST3,
            1,
            500,
            0,
            DeterminismTier.BITWISE,
            SHA,
            SHA));
  }
}
