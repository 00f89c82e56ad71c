package dev.visor.core.leaderboard;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.suite.CheckpointRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** In what the trials of a cell must be alike, by the names of their columns. */
final class Likeness {
  /** Where these differ, two numbers are not about the same question. */
  static final Map<String, Function<TrialRow, Object>> MEASURED =
      fields(
          Map.entry("dataset_identity", TrialRow::datasetIdentity),
          Map.entry("image_size", TrialRow::imageSize),
          Map.entry("eval_episodes", TrialRow::evalEpisodes),
          Map.entry("checkpoint_rule", row -> row.checkpointRule().id()),
          Map.entry("eval_points", Likeness::evaluationsThatCount),
          Map.entry("unit", TrialRow::unit),
          Map.entry("higher_is_better", TrialRow::higherIsBetter));

  /** Where these differ, a difference may come from them. */
  static final Map<String, Function<TrialRow, Object>> TRAINED =
      fields(
          Map.entry("algorithm", TrialRow::algorithm),
          Map.entry("algorithm_version", TrialRow::algorithmVersion));

  private Likeness() {}

  /**
   * How many evaluations there are decides which of them count, but for the last one alone: the
   * last three of five are other policies than the last three of ten.
   */
  private static Object evaluationsThatCount(TrialRow row) {
    return row.checkpointRule() == CheckpointRule.FINAL ? 1 : row.evalPoints();
  }

  @SafeVarargs
  private static Map<String, Function<TrialRow, Object>> fields(
      Map.Entry<String, Function<TrialRow, Object>>... fields) {
    Map<String, Function<TrialRow, Object>> map = new LinkedHashMap<>();
    for (Map.Entry<String, Function<TrialRow, Object>> field : fields) {
      map.put(field.getKey(), field.getValue());
    }
    return Collections.unmodifiableMap(map);
  }
}
