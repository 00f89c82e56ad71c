package dev.visor.core.leaderboard;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.statistics.StartScores;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a table by the starts that they were evaluated from. Trials share their starts
 * where task, number of episodes and seed of the suite are the same: from these alone they are
 * drawn.
 */
final class StartTable {
  private final TrialTable table;
  private final Map<String, double[]> values;
  private final Map<Starts, Integer> sets;

  private record Starts(String task, int episodes, long suiteSeed) {
    static Starts of(TrialRow row) {
      return new Starts(row.task(), row.evalEpisodes(), row.suiteSeed());
    }
  }

  private StartTable(TrialTable table, Map<String, double[]> values, Map<Starts, Integer> sets) {
    this.table = table;
    this.values = values;
    this.sets = sets;
  }

  static StartTable of(TrialTable table, StartValues starts) {
    Map<Starts, Integer> sets = new HashMap<>();
    for (Cell cell : table.cells()) {
      for (String variant : table.variants()) {
        for (TrialRow row : table.trials(variant, cell).rows()) {
          sets.putIfAbsent(Starts.of(row), sets.size());
        }
      }
    }
    return new StartTable(table, starts.of(table.scale().metric()), sets);
  }

  /** The scores of a variant in cells that have any. */
  StartScores scores(String variant, List<Cell> cells) {
    return scores(variant, cells, 1);
  }

  /** The same, with the other sign where less is better. */
  StartScores upward(String variant, List<Cell> cells) {
    return scores(variant, cells, table.scale().higherIsBetter() ? 1 : -1);
  }

  private StartScores scores(String variant, List<Cell> cells, int sign) {
    return new StartScores(
        cells.stream()
            .map(
                cell ->
                    table.trials(variant, cell).rows().stream()
                        .filter(row -> row.value().isPresent())
                        .map(row -> trial(row, sign))
                        .toList())
            .toList());
  }

  private StartScores.Trial trial(TrialRow row, int sign) {
    double[] ofTrial = values.get(row.trial());
    if (ofTrial == null) {
      throw VisorException.usage(
          "what " + row.trial() + " scored from each start is not known",
          "",
          "name the folder of its run or leaderboard, which has its manifest");
    }
    return new StartScores.Trial(
        sets.getOrDefault(Starts.of(row), 0),
        Arrays.stream(ofTrial).map(value -> sign * value).toArray());
  }
}
