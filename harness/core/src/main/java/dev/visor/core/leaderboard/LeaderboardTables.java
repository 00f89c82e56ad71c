package dev.visor.core.leaderboard;

import dev.visor.core.evidence.CsvTable;
import dev.visor.core.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code leaderboard.csv}, {@code pairwise.csv} and {@code profile.csv}. */
public final class LeaderboardTables {
  static final CsvTable<LeaderboardRow> LEADERBOARD =
      CsvTable.<LeaderboardRow>schema(1)
          .text("suite", LeaderboardRow::suite)
          .text("suite_sha", LeaderboardRow::suiteSha)
          .text("group", LeaderboardRow::group)
          .maybeWhole("rank", LeaderboardRow::rank)
          .maybeWhole("rank_low", LeaderboardRow::rankLow)
          .maybeWhole("rank_high", LeaderboardRow::rankHigh)
          .text("variant", LeaderboardRow::variant)
          .text("algorithm", LeaderboardRow::algorithm)
          .whole("algorithm_version", LeaderboardRow::algorithmVersion)
          .whole("cells", LeaderboardRow::cells)
          .text("metric", LeaderboardRow::metric)
          .text("unit", LeaderboardRow::unit)
          .flag("higher_is_better", LeaderboardRow::higherIsBetter)
          .text("scale", LeaderboardRow::scale)
          .maybe("iqm", LeaderboardRow::iqm)
          .maybe("iqm_low", LeaderboardRow::iqmLow)
          .maybe("iqm_high", LeaderboardRow::iqmHigh)
          .maybe("mean", LeaderboardRow::mean)
          .maybe("sd", LeaderboardRow::sd)
          .maybe("median", LeaderboardRow::median)
          .maybe("final_iqm", LeaderboardRow::finalIqm)
          .maybe("optimality_gap", LeaderboardRow::optimalityGap)
          .maybe("worst_case", LeaderboardRow::worstCase)
          .maybe("best_case", LeaderboardRow::bestCase)
          .text("ref", LeaderboardRow::reference)
          .maybe("p_improve_ref", LeaderboardRow::improvement)
          .maybe("p_improve_low", LeaderboardRow::improvementLow)
          .maybe("p_improve_high", LeaderboardRow::improvementHigh)
          .whole("trials_ok", LeaderboardRow::trialsOk)
          .whole("trials_expected", LeaderboardRow::trialsExpected)
          .number("coverage", LeaderboardRow::coverage)
          .whole("seeds_min", LeaderboardRow::seedsMin)
          .whole("seeds_max", LeaderboardRow::seedsMax)
          .text("checkpoint_rule", LeaderboardRow::checkpointRule)
          .whole("eval_episodes", LeaderboardRow::evalEpisodes)
          .whole("online_env_steps", LeaderboardRow::onlineEnvSteps)
          .text("ci_method", LeaderboardRow::ciMethod)
          .number("ci_level", LeaderboardRow::ciLevel)
          .whole("bootstrap_reps", LeaderboardRow::bootstrapReps)
          .whole("bootstrap_seed", LeaderboardRow::bootstrapSeed)
          .read(
              line ->
                  new LeaderboardRow(
                      line.text("suite"),
                      line.text("suite_sha"),
                      line.text("group"),
                      line.maybeCount("rank"),
                      line.maybeCount("rank_low"),
                      line.maybeCount("rank_high"),
                      line.text("variant"),
                      line.text("algorithm"),
                      line.count("algorithm_version"),
                      line.count("cells"),
                      line.text("metric"),
                      line.text("unit"),
                      line.flag("higher_is_better"),
                      line.text("scale"),
                      line.maybe("iqm"),
                      line.maybe("iqm_low"),
                      line.maybe("iqm_high"),
                      line.maybe("mean"),
                      line.maybe("sd"),
                      line.maybe("median"),
                      line.maybe("final_iqm"),
                      line.maybe("optimality_gap"),
                      line.maybe("worst_case"),
                      line.maybe("best_case"),
                      line.text("ref"),
                      line.maybe("p_improve_ref"),
                      line.maybe("p_improve_low"),
                      line.maybe("p_improve_high"),
                      line.count("trials_ok"),
                      line.count("trials_expected"),
                      line.number("coverage"),
                      line.count("seeds_min"),
                      line.count("seeds_max"),
                      line.text("checkpoint_rule"),
                      line.count("eval_episodes"),
                      line.whole("online_env_steps"),
                      line.text("ci_method"),
                      line.number("ci_level"),
                      line.count("bootstrap_reps"),
                      line.whole("bootstrap_seed")));

  static final CsvTable<PairwiseRow> PAIRWISE =
      CsvTable.<PairwiseRow>schema(1)
          .text("group", PairwiseRow::group)
          .text("metric", PairwiseRow::metric)
          .text("first", PairwiseRow::first)
          .text("second", PairwiseRow::second)
          .whole("cells", PairwiseRow::cells)
          .number("p_improve", PairwiseRow::probability)
          .maybe("p_improve_low", PairwiseRow::low)
          .maybe("p_improve_high", PairwiseRow::high)
          .read(
              line ->
                  new PairwiseRow(
                      line.text("group"),
                      line.text("metric"),
                      line.text("first"),
                      line.text("second"),
                      line.count("cells"),
                      line.number("p_improve"),
                      line.maybe("p_improve_low"),
                      line.maybe("p_improve_high")));

  static final CsvTable<ProfileRow> PROFILE =
      CsvTable.<ProfileRow>schema(1)
          .text("variant", ProfileRow::variant)
          .text("metric", ProfileRow::metric)
          .number("tau", ProfileRow::tau)
          .number("fraction", ProfileRow::fraction)
          .maybe("fraction_low", ProfileRow::low)
          .maybe("fraction_high", ProfileRow::high)
          .read(
              line ->
                  new ProfileRow(
                      line.text("variant"),
                      line.text("metric"),
                      line.number("tau"),
                      line.number("fraction"),
                      line.maybe("fraction_low"),
                      line.maybe("fraction_high")));

  private LeaderboardTables() {}

  /** Writes all three into a run's folder. */
  public static void write(RunFolder folder, Leaderboard leaderboard) throws IOException {
    LEADERBOARD.write(folder.leaderboardCsv(), leaderboard.rows());
    PAIRWISE.write(folder.pairwiseCsv(), leaderboard.pairs());
    PROFILE.write(folder.profileCsv(), leaderboard.profile());
  }

  /**
   * Reads {@code leaderboard.csv}.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if it is missing or is something else
   */
  public static List<LeaderboardRow> readLeaderboard(Path file) {
    return LEADERBOARD.read(file);
  }

  /** Reads {@code pairwise.csv}; fails as {@link #readLeaderboard} does. */
  public static List<PairwiseRow> readPairwise(Path file) {
    return PAIRWISE.read(file);
  }

  /** Reads {@code profile.csv}; fails as {@link #readLeaderboard} does. */
  public static List<ProfileRow> readProfile(Path file) {
    return PROFILE.read(file);
  }
}
