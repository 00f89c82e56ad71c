package dev.visor.core.gate;

import dev.visor.core.evidence.ParameterList;
import dev.visor.core.evidence.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether two sides ask the same question. Both must have the same cells, and in each cell the same
 * of all that decides a trial's result; the side that is judged must have every seed that its suite
 * asks for. Nothing is skipped: a cell that one side lacks would otherwise pass unseen. A baseline
 * with fewer seeds is a weaker one, which the gate's power tells.
 */
final class Comparability {
  private static final String NONE = "none";

  /** All that a trial's identity is made of, but the seed, and what its values are. */
  private static final Map<String, Function<TrialRow, Object>> DECIDES = decides();

  private Comparability() {}

  /** The names that a policy may let differ. */
  static Set<String> fields() {
    return DECIDES.keySet();
  }

  /**
   * Everything in which two sides differ.
   *
   * @param mayDiffer fields that are let differ
   */
  static List<Difference> differences(
      GateEvidence before, GateEvidence now, String metric, Set<String> mayDiffer) {
    List<Difference> differences = new ArrayList<>();
    Map<GateCell, List<TrialRow>> cellsBefore = before.cells(metric);
    Map<GateCell, List<TrialRow>> cellsNow = now.cells(metric);
    if (cellsBefore.isEmpty() || cellsNow.isEmpty()) {
      return List.of(
          new Difference(
              "all",
              "metric",
              String.join(", ", before.metrics()),
              String.join(", ", now.metrics())));
    }
    Set<GateCell> cells = new LinkedHashSet<>(cellsBefore.keySet());
    cells.addAll(cellsNow.keySet());
    for (GateCell cell : cells) {
      List<TrialRow> rowsBefore = cellsBefore.getOrDefault(cell, List.of());
      List<TrialRow> rowsNow = cellsNow.getOrDefault(cell, List.of());
      if (rowsBefore.isEmpty() || rowsNow.isEmpty()) {
        differences.add(
            new Difference(cell.toString(), "trials", count(rowsBefore), count(rowsNow)));
        continue;
      }
      if (rowsBefore.stream().allMatch(row -> row.value().isEmpty())) {
        differences.add(
            new Difference(cell.toString(), "trials that are ok", NONE, count(rowsNow)));
      }
      int asked = rowsNow.get(0).seeds();
      if (rowsNow.size() < asked) {
        differences.add(
            new Difference(
                cell.toString(), "trials", count(rowsBefore), rowsNow.size() + " of " + asked));
      }
      DECIDES.forEach(
          (name, field) -> {
            if (!mayDiffer.contains(name)) {
              difference(cell, name, values(rowsBefore, field), values(rowsNow, field))
                  .forEach(differences::add);
            }
          });
    }
    return differences;
  }

  /** What differs although it may, as sentences. */
  static List<String> permitted(
      GateEvidence before, GateEvidence now, String metric, Set<String> mayDiffer) {
    return differences(before, now, metric, Set.of()).stream()
        .filter(difference -> mayDiffer.contains(difference.what()))
        .map(
            difference ->
                difference.where()
                    + ": "
                    + difference.what()
                    + " was "
                    + difference.before()
                    + " and is "
                    + difference.now()
                    + ", as the policy lets it.")
        .toList();
  }

  private static String count(List<TrialRow> rows) {
    return rows.isEmpty() ? NONE : Integer.toString(rows.size());
  }

  private static Set<String> values(List<TrialRow> rows, Function<TrialRow, Object> field) {
    return rows.stream()
        .map(row -> String.valueOf(field.apply(row)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Difference> difference(
      GateCell cell, String name, Set<String> before, Set<String> now) {
    if (before.equals(now)) {
      return List.of();
    }
    String one = String.join(" and ", before);
    String other = String.join(" and ", now);
    if (name.equals("parameters") && before.size() == 1 && now.size() == 1) {
      ParameterList then = ParameterList.parse(one);
      ParameterList today = ParameterList.parse(other);
      return List.of(new Difference(cell.toString(), name, then.notIn(today), today.notIn(then)));
    }
    return List.of(new Difference(cell.toString(), name, one, other));
  }

  private static Map<String, Function<TrialRow, Object>> decides() {
    Map<String, Function<TrialRow, Object>> fields = new LinkedHashMap<>();
    fields.put("algorithm", TrialRow::algorithm);
    fields.put("algorithm_version", TrialRow::algorithmVersion);
    fields.put("parameters", TrialRow::parameters);
    fields.put("dataset", TrialRow::dataset);
    fields.put("dataset_identity", TrialRow::datasetIdentity);
    fields.put("image_size", TrialRow::imageSize);
    fields.put("eval_episodes", TrialRow::evalEpisodes);
    fields.put("eval_points", TrialRow::evalPoints);
    fields.put("checkpoint_rule", row -> row.checkpointRule().id());
    fields.put("threads", TrialRow::threads);
    fields.put("suite_seed", TrialRow::suiteSeed);
    fields.put("unit", TrialRow::unit);
    fields.put("higher_is_better", TrialRow::higherIsBetter);
    return fields;
  }
}
