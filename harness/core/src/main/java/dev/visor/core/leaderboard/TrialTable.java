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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of one metric, by variant and cell. How many trials a suite asks for, the rows
 * themselves tell as far as they go, each of which says how many seeds a cell has: a variant that
 * lacks a cell which another one has is as incomplete as one that lacks a seed; so is one of which
 * the suite has come to ask for more. Only, nobody asks what learns offline for a cell of what
 * learns online, or the other way round, or for a number of online steps that is another one's.
 * Cells that nobody has begun are known from the suite alone.
 */
final class TrialTable {
  private final MetricScale scale;
  private final List<String> variants;
  private final Map<Cell, Map<String, CellTrials>> cells;
  private final Asked asked;

  private TrialTable(
      MetricScale scale,
      List<String> variants,
      Map<Cell, Map<String, CellTrials>> cells,
      Asked asked) {
    this.scale = scale;
    this.variants = variants;
    this.cells = cells;
    this.asked = asked;
  }

  /**
   * Sorts rows.
   *
   * @param rows at least one; of several metrics
   * @param written what there should be, beside what the rows tell
   * @throws VisorException if there is no such metric, or rows of a cell cannot be compared
   */
  static TrialTable of(List<TrialRow> rows, Asked written, Optional<String> metric) {
    Asked asked = written.versioned(rows.stream().map(TrialRow::task).collect(Collectors.toSet()));
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
    Map<String, Set<String>> seen = new HashMap<>();
    cells.forEach(
        (cell, ofCell) ->
            seen.computeIfAbsent(likeness(cell), unused -> new HashSet<>())
                .addAll(ofCell.keySet()));
    asked.cells().forEach(cell -> cells.putIfAbsent(cell, Map.of()));
    Map<Cell, Map<String, CellTrials>> trials = new LinkedHashMap<>();
    cells.forEach(
        (cell, ofCell) -> {
          Map<String, Integer> there = asked.trials(cell);
          if (there.isEmpty()) {
            there = guessed(seen.getOrDefault(likeness(cell), Set.of()), ofCell, asked.seeds());
          }
          trials.put(cell, trials(variants, there, ofCell));
        });
    return new TrialTable(
        new MetricScale(chosen, any.unit(), any.higherIsBetter()),
        List.copyOf(variants),
        trials,
        asked);
  }

  /** Cells of one likeness are asked of the same variants, as far as rows can tell. */
  private static String likeness(Cell cell) {
    return cell.online() ? cell.size() : "";
  }

  /** Of a cell that no suite speaks of: as many trials of each variant as of any. */
  private static Map<String, Integer> guessed(
      Set<String> variants, Map<String, List<TrialRow>> ofCell, int seedsAsked) {
    int seeds = Math.max(seedsAsked, seeds(ofCell.values().stream().flatMap(List::stream)));
    return variants.stream()
        .collect(
            Collectors.toMap(
                variant -> variant,
                variant ->
                    ofCell.containsKey(variant) ? seeds(ofCell.get(variant).stream()) : seeds));
  }

  private static Map<String, CellTrials> trials(
      Set<String> variants, Map<String, Integer> asked, Map<String, List<TrialRow>> ofCell) {
    Map<String, CellTrials> trials = new LinkedHashMap<>();
    for (String variant : variants) {
      List<TrialRow> rows = ofCell.getOrDefault(variant, List.of());
      int seeds =
          asked.containsKey(variant) ? Math.max(asked.get(variant), seeds(rows.stream())) : 0;
      trials.put(variant, new CellTrials(rows, seeds));
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

  /** In the order of their first rows; then those that have none. */
  List<Cell> cells() {
    return List.copyOf(cells.keySet());
  }

  /** Variants that a suite asks for in all of some cells, and of which no trial has ended. */
  Set<String> notBegun(List<Cell> wanted) {
    Set<String> variants = asked.variants();
    variants.removeAll(this.variants);
    wanted.forEach(cell -> variants.retainAll(asked.trials(cell).keySet()));
    return variants;
  }

  /** Whether a trial of a cell has ended. */
  boolean begun(Cell cell) {
    return cells.getOrDefault(cell, Map.of()).values().stream()
        .anyMatch(trials -> !trials.rows().isEmpty());
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
    List<TrialRow> rows = variants.values().stream().flatMap(List::stream).toList();
    TrialRow first = rows.get(0);
    Likeness.MEASURED.forEach(
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
