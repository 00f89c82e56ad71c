package dev.visor.core.leaderboard;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer of a suite.
 *
 * @param rows for each group, and at last for all cells together, the variants from best to worst
 * @param pairs each variant with each other one, in each group
 * @param profile of each variant over all cells
 * @param warnings what a reader has to know before trusting the rest, as sentences
 */
public record Leaderboard(
    List<LeaderboardRow> rows,
    List<PairwiseRow> pairs,
    List<ProfileRow> profile,
    List<String> warnings) {
  /** The group of all cells. */
  public static final String ALL = "all";

  public Leaderboard {
    rows = List.copyOf(rows);
    pairs = List.copyOf(pairs);
    profile = List.copyOf(profile);
    warnings = List.copyOf(warnings);
  }

  /**
   * Computes a leaderboard from rows alone.
   *
   * @param trials the rows of {@code trials.csv}, of one run or of several
   * @throws VisorException as {@link #of(List, Asked, LeaderboardOptions)}
   */
  public static Leaderboard of(List<TrialRow> trials, LeaderboardOptions options) {
    return of(trials, Asked.UNKNOWN, options);
  }

  /**
   * Computes a leaderboard.
   *
   * @param trials the rows of {@code trials.csv}, of one run or of several
   * @param asked what their suites ask for: what has not begun is missing
   * @throws VisorException with exit code 2 if metric or reference are not among them, 5 if they
   *     were not measured alike
   */
  public static Leaderboard of(List<TrialRow> trials, Asked asked, LeaderboardOptions options) {
    return of(trials, asked, options, StartValues.UNKNOWN);
  }

  /**
   * Computes a leaderboard whose intervals may be over starts too.
   *
   * @param starts is asked only if the options draw starts
   * @throws VisorException as {@link #of(List, Asked, LeaderboardOptions)}
   */
  public static Leaderboard of(
      List<TrialRow> trials, Asked asked, LeaderboardOptions options, StartValues starts) {
    if (trials.isEmpty()) {
      return new Leaderboard(
          List.of(),
          List.of(),
          List.of(),
          List.of("No trial has ended: there is nothing to rank."));
    }
    TrialTable table = TrialTable.of(trials, asked, options.metric());
    Resamples resamples = Resamples.of(table, options, starts);
    Contest all = new Contest(table, ALL, table.cells(), options, resamples);
    String reference = reference(table, all, options);
    List<LeaderboardRow> rows = new ArrayList<>();
    List<PairwiseRow> pairs = new ArrayList<>();
    for (Contest contest : contests(table, all, options, resamples)) {
      String first = contest.has(reference) ? reference : contest.standings().get(0).variant();
      List<PairwiseRow> ofContest = contest.pairs(first);
      rows.addAll(contest.rows(first, ofContest));
      pairs.addAll(ofContest);
    }
    List<String> warnings = Warnings.of(table, asked, all);
    if (!resamples.everyPair()) {
      warnings.add(
          "There are too many trials for an interval of every pair: those with "
              + reference
              + " have one.");
    }
    return new Leaderboard(rows, pairs, Profiles.of(all, table.scale(), resamples), warnings);
  }

  private static List<Contest> contests(
      TrialTable table, Contest all, LeaderboardOptions options, Resamples resamples) {
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    if (!options.by().isEmpty()) {
      for (Cell cell : table.cells()) {
        groups.computeIfAbsent(cell.group(options.by()), name -> new ArrayList<>()).add(cell);
      }
    }
    // Of what has not begun there is nothing to show but that it is missing from the whole.
    groups.values().removeIf(cells -> cells.stream().noneMatch(table::begun));
    List<Contest> contests = new ArrayList<>();
    groups.forEach(
        (name, cells) -> contests.add(new Contest(table, name, cells, options, resamples)));
    contests.add(all);
    return contests;
  }

  private static String reference(TrialTable table, Contest all, LeaderboardOptions options) {
    if (options.reference().isEmpty()) {
      return all.standings().get(0).variant();
    }
    String wanted = options.reference().get();
    if (!table.variants().contains(wanted)) {
      throw VisorException.usage(
          "there is no variant '" + wanted + "' to compare with",
          "",
          NearestName.of(wanted, table.variants())
                  .map(name -> "did you mean " + name + "? ")
                  .orElse("")
              + "there are: "
              + String.join(", ", table.variants()));
    }
    return wanted;
  }

  /** The rows of one group. */
  public List<LeaderboardRow> group(String name) {
    return rows.stream().filter(row -> row.group().equals(name)).toList();
  }

  /** The names of the groups, in their order; {@link #ALL} is the last. */
  public List<String> groups() {
    return rows.stream().map(LeaderboardRow::group).distinct().toList();
  }
}
