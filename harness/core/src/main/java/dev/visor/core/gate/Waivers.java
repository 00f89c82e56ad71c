package dev.visor.core.gate;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The waivers of a policy on one day. */
final class Waivers {
  private final Map<String, Waiver> holding = new HashMap<>();
  private final List<String> expired = new ArrayList<>();

  /**
   * @param cells that there are
   * @throws VisorException with exit code 2 if a waiver is for none of them
   */
  Waivers(List<Waiver> waivers, LocalDate today, Set<GateCell> cells) {
    Set<String> names = cells.stream().map(GateCell::toString).collect(Collectors.toSet());
    for (Waiver waiver : waivers) {
      if (!names.contains(waiver.cell())) {
        throw VisorException.usage(
            "there is no cell '" + waiver.cell() + "' to be waived",
            waiver.place(),
            NearestName.of(waiver.cell(), names)
                    .map(name -> "did you mean " + name + "? ")
                    .orElse("")
                + "cells are variant/task/kind/size, as the gate prints them");
      }
      if (waiver.expiredOn(today)) {
        expired.add(
            "The waiver of "
                + waiver.cell()
                + " ended on "
                + waiver.expires()
                + " and does not count ("
                + waiver.place()
                + "): "
                + waiver.reason());
      } else {
        holding.put(waiver.cell(), waiver);
      }
    }
  }

  Optional<Waiver> of(GateCell cell) {
    return Optional.ofNullable(holding.get(cell.toString()));
  }

  /** Sentences on those that no longer count. */
  List<String> expired() {
    return expired;
  }
}
