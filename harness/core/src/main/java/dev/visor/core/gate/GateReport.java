package dev.visor.core.gate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a gate has to say.
 *
 * @param run that was gated
 * @param against what it was held against
 * @param metric that was judged
 * @param verdict the answer
 * @param differences why the two cannot be compared; empty where they can
 * @param cells in the order of the baseline
 * @param suite all tested cells together; empty where none was tested
 * @param errors what is wrong and does not decide, as sentences
 * @param notes what a reader has to know, as sentences
 */
public record GateReport(
    String run,
    String against,
    String metric,
    Verdict verdict,
    List<Difference> differences,
    List<CellJudgement> cells,
    Optional<SuiteJudgement> suite,
    List<String> errors,
    List<String> notes) {
  public GateReport {
    differences = List.copyOf(differences);
    cells = List.copyOf(cells);
    errors = List.copyOf(errors);
    notes = List.copyOf(notes);
  }

  /**
   * The cells that more seeds could clear: those found worse or, if only all of them together are,
   * every one that was tested.
   */
  public Set<GateCell> accused() {
    Set<GateCell> worse = cells(Finding.WORSE);
    if (worse.isEmpty() && suite.map(SuiteJudgement::worse).orElse(false)) {
      return cells.stream()
          .filter(judged -> judged.p().isPresent())
          .map(CellJudgement::cell)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    return worse;
  }

  /** Whether this was found of a cell. */
  boolean found(GateCell cell, Finding finding) {
    return cells.stream()
        .anyMatch(judged -> judged.cell().equals(cell) && judged.finding() == finding);
  }

  private Set<GateCell> cells(Finding finding) {
    return cells.stream()
        .filter(judged -> judged.finding() == finding && judged.waiver().isEmpty())
        .map(CellJudgement::cell)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
