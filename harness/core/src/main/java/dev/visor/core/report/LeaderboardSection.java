package dev.visor.core.report;

import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardRow;
import java.util.List;

/** Who leads over all cells together. */
final class LeaderboardSection {
  private LeaderboardSection() {}

  static List<Section> of(ReportEvidence evidence) {
    List<LeaderboardRow> rows = evidence.leaderboard().group(Leaderboard.ALL);
    if (rows.isEmpty()) {
      return List.of();
    }
    LeaderboardRow any = rows.get(0);
    String how =
        "IQM is the interquartile mean over all trials of a variant. Intervals: "
            + any.ciMethod()
            + ", "
            + any.bootstrapReps()
            + " replicates, seed "
            + any.bootstrapSeed()
            + ". P is the probability that a seed of the variant does better than one of the"
            + " reference. A variant that lacks a trial has no rank. Each score is the mean over"
            + " the evaluations that the rule "
            + any.checkpointRule()
            + " selects, of "
            + any.evalEpisodes()
            + " episodes each.";
    String caption =
        any.metric()
            + " over "
            + Report.counted(any.cells(), "cell")
            + ", "
            + (any.higherIsBetter() ? "higher" : "lower")
            + " is better";
    return Section.of(
        "leaderboard",
        "Leaderboard",
        new Standings(evidence).table(caption, rows),
        Section.explanation(how));
  }
}
