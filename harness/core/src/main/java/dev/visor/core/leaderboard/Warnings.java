package dev.visor.core.leaderboard;

import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reader of a leaderboard has to know before trusting it. */
final class Warnings {
  /** With fewer, a percentile interval is little more than the range of the seeds. */
  private static final int ENOUGH_SEEDS = 5;

  private Warnings() {}

  static List<String> of(TrialTable table, Asked asked, Contest all) {
    List<String> warnings = new ArrayList<>();
    int fewest =
        all.standings().stream()
            .flatMap(standing -> standing.trials().stream())
            .mapToInt(CellTrials::ok)
            .filter(ok -> ok > 0)
            .min()
            .orElse(ENOUGH_SEEDS);
    if (fewest < ENOUGH_SEEDS) {
      warnings.add(
          "Some cells have only "
              + fewest
              + (fewest == 1 ? " seed" : " seeds")
              + "; with fewer than five, intervals say little.");
    }
    for (String variant : table.variants()) {
      all.standings().stream()
          .filter(standing -> standing.variant().equals(variant) && standing.lacksTrials())
          .forEach(standing -> warnings.add(incomplete(standing)));
    }
    List<String> absent =
        asked.variants().stream().filter(variant -> !table.variants().contains(variant)).toList();
    if (!absent.isEmpty()) {
      warnings.add(
          "The suite asks for more, of which no trial has ended: "
              + String.join(", ", absent)
              + ".");
    }
    partly(table, all).ifPresent(warnings::add);
    return warnings;
  }

  /** Of variants that were not asked for every cell. */
  private static Optional<String> partly(TrialTable table, Contest all) {
    List<String> partly =
        all.standings().stream()
            .filter(standing -> !standing.askedForAll())
            .map(Standing::variant)
            .toList();
    if (partly.isEmpty()) {
      return Optional.empty();
    }
    if (partly.size() < all.standings().size()) {
      return Optional.of(
          "Not asked for every cell, and over all cells without a rank: "
              + String.join(", ", partly)
              + ".");
    }
    List<Boolean> online = table.cells().stream().map(Cell::online).distinct().toList();
    String why =
        online.size() > 1
            ? "What learns offline and what learns online share no cell"
            : online.equals(List.of(true))
                ? "Variants with different numbers of online steps share no cell"
                : "No variant was asked for every cell";
    return Optional.of(why + ": over all cells nobody has a rank.");
  }

  private static String incomplete(Standing standing) {
    Map<String, Integer> missing = new TreeMap<>();
    for (TrialRow row : standing.rows()) {
      if (row.value().isEmpty()) {
        String why = row.status() == TrialStatus.OK ? "without a value" : row.status().id();
        missing.merge(why, 1, Integer::sum);
      }
    }
    int notThere = standing.expected() - standing.rows().size();
    if (notThere > 0) {
      missing.put("not run", notThere);
    }
    return standing.variant()
        + " has no rank: "
        + standing.ok()
        + " of "
        + standing.expected()
        + " trials count ("
        + missing.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "))
        + ").";
  }
}
