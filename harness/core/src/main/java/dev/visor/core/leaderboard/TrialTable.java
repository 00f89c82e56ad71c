package dev.visor.core.leaderboard;

import dev.visor.core.ExitCode;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows of one metric, by variant and cell. How many trials a suite asks for is known from the
 * rows themselves, each of which says how many seeds a cell has: a variant that lacks a cell which
 * another one has is as incomplete as one that lacks a seed. Only, nobody asks what learns offline
 * for a cell of what learns online, or the other way round.
 */
final class TrialTable {
  private final MetricScale scale;
  private final List<String> variants;
  private final Map<Cell, Map<String, CellTrials>> cells;

  private TrialTable(
      MetricScale scale, List<String> variants, Map<Cell, Map<String, CellTrials>> cells) {
    this.scale = scale;
    this.variants = variants;
    this.cells = cells;
  }

  /**
   * Sorts rows.
   *
   * @param rows at least one; of several metrics
   * @throws VisorException if there is no such metric, or rows of a cell cannot be compared
   */
  static TrialTable of(List<TrialRow> rows, Optional<String> metric) {
    String chosen = metric(rows, metric);
    Set<String> variants = new LinkedHashSet<>();
    Map<Cell, Map<String, List<TrialRow>>> cells = new LinkedHashMap<>();
    TrialRow any = null;
    for (TrialRow row : rows) {
      if (row.metric().equals(chosen)) {
        any = any == null ? row : any;
        variants.add(row.variant());
        cells
            .computeIfAbsent(Cell.of(row), cell -> new LinkedHashMap<>())
            .computeIfAbsent(row.variant(), variant -> new ArrayList<>())
            .add(row);
      }
    }
    if (any == null) {
      throw new IllegalStateException("no row of the metric " + chosen);
    }
    cells.forEach(TrialTable::refuseUnlike);
    Map<Boolean, Set<String>> asked = new HashMap<>();
    cells.forEach(
        (cell, ofCell) ->
            asked
                .computeIfAbsent(cell.online(), online -> new HashSet<>())
                .addAll(ofCell.keySet()));
    Map<Cell, Map<String, CellTrials>> trials = new LinkedHashMap<>();
    cells.forEach(
        (cell, ofCell) ->
            trials.put(
                cell, trials(variants, asked.getOrDefault(cell.online(), Set.of()), ofCell)));
    return new TrialTable(
        new MetricScale(chosen, any.unit(), any.higherIsBetter()), List.copyOf(variants), trials);
  }

  private static Map<String, CellTrials> trials(
      Set<String> variants, Set<String> asked, Map<String, List<TrialRow>> ofCell) {
    int seedsOfAny = seeds(ofCell.values().stream().flatMap(List::stream));
    Map<String, CellTrials> trials = new LinkedHashMap<>();
    for (String variant : variants) {
      List<TrialRow> rows = ofCell.getOrDefault(variant, List.of());
      int seeds = rows.isEmpty() ? seedsOfAny : seeds(rows.stream());
      trials.put(variant, new CellTrials(rows, asked.contains(variant) ? seeds : 0));
    }
    return trials;
  }

  private static int seeds(Stream<TrialRow> rows) {
    return rows.mapToInt(TrialRow::seeds).max().orElse(0);
  }

  MetricScale scale() {
    return scale;
  }

  /** In the order of their first rows, which is that of the suite. */
  List<String> variants() {
    return variants;
  }

  /** In the order of their first rows. */
  List<Cell> cells() {
    return List.copyOf(cells.keySet());
  }

  CellTrials trials(String variant, Cell cell) {
    CellTrials trials = cells.getOrDefault(cell, Map.of()).get(variant);
    if (trials == null) {
      throw new IllegalArgumentException("no variant " + variant + " or no cell " + cell);
    }
    return trials;
  }

  private static String metric(List<TrialRow> rows, Optional<String> wanted) {
    List<String> there = rows.stream().map(TrialRow::metric).distinct().toList();
    if (wanted.isEmpty()) {
      return there.contains(MetricScale.SCORE) ? MetricScale.SCORE : there.get(0);
    }
    if (!there.contains(wanted.get())) {
      throw VisorException.usage(
          "no trial was measured by the metric '" + wanted.get() + "'",
          "",
          NearestName.of(wanted.get(), there).map(name -> "did you mean " + name + "? ").orElse("")
              + "there are: "
              + String.join(", ", there));
    }
    return wanted.get();
  }

  /** Values that were measured in different ways are never ranked against each other. */
  private static void refuseUnlike(Cell cell, Map<String, List<TrialRow>> variants) {
    Map<String, Function<TrialRow, Object>> alike = new LinkedHashMap<>();
    alike.put("dataset_identity", TrialRow::datasetIdentity);
    alike.put("image_size", TrialRow::imageSize);
    alike.put("eval_episodes", TrialRow::evalEpisodes);
    alike.put("checkpoint_rule", row -> row.checkpointRule().id());
    alike.put("unit", TrialRow::unit);
    alike.put("higher_is_better", TrialRow::higherIsBetter);
    List<TrialRow> rows = variants.values().stream().flatMap(List::stream).toList();
    TrialRow first = rows.get(0);
    alike.forEach(
        (name, field) ->
            rows.stream()
                .filter(row -> !field.apply(row).equals(field.apply(first)))
                .findFirst()
                .ifPresent(
                    other -> {
                      throw VisorException.of(
                          ExitCode.NOT_COMPARABLE,
                          "the trials of "
                              + cell
                              + " cannot be compared: "
                              + name
                              + " is "
                              + field.apply(first)
                              + " for "
                              + first.variant()
                              + " and "
                              + field.apply(other)
                              + " for "
                              + other.variant(),
                          "",
                          "compare runs of the same data under the same protocol");
                    }));
  }
}
