package dev.visor.core.leaderboard;

import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.suite.CheckpointRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Rows of trials.csv, written down as few words. */
final class TrialRows {
  private static final String SHA = "f".repeat(64);

  private final List<TrialRow> rows = new ArrayList<>();
  private String metric = "score_0_100";
  private boolean higherIsBetter = true;
  private int seeds;
  private int evalEpisodes = 20;
  private int evalPoints = 10;
  private CheckpointRule checkpoint = CheckpointRule.LAST3;
  private String parameters = "updates=5000";
  private String size = "full";

  /**
   * @param seeds that the suite asks of each cell
   */
  TrialRows(int seeds) {
    this.seeds = seeds;
  }

  TrialRows metric(String id, boolean up) {
    metric = id;
    higherIsBetter = up;
    return this;
  }

  TrialRows evalEpisodes(int episodes) {
    evalEpisodes = episodes;
    return this;
  }

  TrialRows evalPoints(int points, CheckpointRule rule) {
    evalPoints = points;
    checkpoint = rule;
    return this;
  }

  TrialRows parameters(String text) {
    parameters = text;
    return this;
  }

  TrialRows size(String text) {
    size = text;
    return this;
  }

  /** Trials that are ok, from seed 0. */
  TrialRows ok(String variant, String task, String kind, double... values) {
    for (int seed = 0; seed < values.length; seed++) {
      add(variant, task, kind, seed, TrialStatus.OK, OptionalDouble.of(values[seed]));
    }
    return this;
  }

  /** A trial that is not ok. */
  TrialRows failed(String variant, String task, String kind, int seed, TrialStatus status) {
    add(variant, task, kind, seed, status, OptionalDouble.empty());
    return this;
  }

  List<TrialRow> list() {
    return List.copyOf(rows);
  }

  private void add(
      String variant,
      String task,
      String kind,
      int seed,
      TrialStatus status,
      OptionalDouble value) {
    rows.add(
        new TrialRow(
            "small",
            SHA,
            variant + "." + task + "." + kind + ".s" + seed,
            Integer.toHexString((variant + task + kind + seed + parameters).hashCode()),
            variant,
            "bc",
            1,
            parameters,
            task,
            kind,
            size,
            task + "/" + kind,
            SHA,
            64,
            seed,
            seeds,
            1,
            status,
            status == TrialStatus.OK ? "" : "it broke",
            metric,
            "points",
            higherIsBetter,
            value,
            value.isPresent() ? OptionalDouble.of(value.getAsDouble() + 1) : value,
            evalEpisodes,
            evalPoints,
            checkpoint,
            1,
            500,
            0,
            DeterminismTier.BITWISE,
            SHA,
            SHA));
  }
}
