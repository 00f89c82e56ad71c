package dev.visor.core.gate;

import dev.visor.core.evidence.TrialRow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run against the evidence of a leaderboard, or of another run.
 *
 * <p>The questions are asked in an order in which each makes the next one meaningful. Two sides
 * that differ in data, protocol or parameters are not compared at all. A cell whose episodes are
 * all as they were has not changed, and needs no statistics: it is left out of the tests, which
 * then look at fewer cells and see more. A cell with a failed trial has failed; its other trials do
 * not speak for it. The rest is tested by two rules, one for each cell and one for all of them
 * together; see {@link CellTest} and {@link SuiteTest}. A drop that is sure but too small to matter
 * does not count. At last, what the tests could not have seen is told, and if that is too much, so
 * is that the gate cannot tell.
 */
public final class Gate {
  private final GatePolicy policy;
  private final Remeasurement remeasurement;
  private final Clock clock;
  private final DetectableDrop detectable = new DetectableDrop();

  /**
   * @param remeasurement what values are held against their manifests with
   * @param clock says which waivers hold today
   */
  public Gate(GatePolicy policy, Remeasurement remeasurement, Clock clock) {
    this.policy = policy;
    this.remeasurement = remeasurement;
    this.clock = clock;
  }

  /**
   * Judges.
   *
   * @throws dev.visor.core.VisorException with exit code 2 if the policy waives a cell that is not
   *     there
   */
  public GateReport judge(GateEvidence run, GateEvidence against) {
    List<String> common = run.metrics().stream().filter(against.metrics()::contains).toList();
    String metric = policy.metric(common);
    List<Difference> differences =
        Comparability.differences(against, run, metric, policy.mayDiffer());
    if (!differences.isEmpty()) {
      return new GateReport(
          run.folder().toString(),
          against.folder().toString(),
          metric,
          Verdict.NOT_COMPARABLE,
          differences,
          List.of(),
          Optional.empty(),
          List.of(),
          List.of());
    }
    return new Case(run, against, metric).report(Optional.empty());
  }

  /**
   * Judges again, with more seeds of the cells that were accused. Only what was found worse before
   * can be found worse now, so that looking twice makes no false alarm more likely.
   *
   * @param first what was said without them
   * @param more trials of the accused cells with further seeds
   */
  public GateReport confirm(
      GateReport first, GateEvidence run, GateEvidence more, GateEvidence against) {
    return new Case(run.with(more), against, first.metric()).report(Optional.of(first));
  }

  /** The two sides of one judgement. */
  private final class Case {
    private final GateEvidence run;
    private final GateEvidence against;
    private final String metric;
    private final Map<GateCell, List<TrialRow>> now;
    private final Map<GateCell, List<TrialRow>> before;
    private final Waivers waivers;
    private final Set<GateCell> identical = new LinkedHashSet<>();
    private final Map<GateCell, String> failed = new LinkedHashMap<>();

    Case(GateEvidence run, GateEvidence against, String metric) {
      this.run = run;
      this.against = against;
      this.metric = metric;
      this.now = run.cells(metric);
      this.before = against.cells(metric);
      this.waivers = new Waivers(policy.waivers(), LocalDate.now(clock), before.keySet());
      before.forEach(
          (cell, rows) -> {
            List<TrialRow> rowsNow = now.getOrDefault(cell, List.of());
            if (Validity.identical(rowsNow, rows, run.manifests(), against.manifests())) {
              identical.add(cell);
            } else {
              Validity.failure(rowsNow).ifPresent(why -> failed.put(cell, why));
            }
          });
    }

    GateReport report(Optional<GateReport> first) {
      Map<GateCell, CellScores> changed = new LinkedHashMap<>();
      Map<GateCell, CellScores> waived = new LinkedHashMap<>();
      for (GateCell cell : before.keySet()) {
        if (!identical.contains(cell) && !failed.containsKey(cell)) {
          (waivers.of(cell).isPresent() ? waived : changed).put(cell, scores(cell));
        }
      }
      Map<GateCell, CellTest> tests = new LinkedHashMap<>(tests(changed, first));
      tests.putAll(tests(waived));
      List<CellJudgement> cells =
          before.keySet().stream().map(cell -> judged(cell, tests.get(cell), first)).toList();
      Optional<SuiteJudgement> suite = suite(changed, first);
      List<TrialRow> altered =
          Stream.of(run, against)
              .flatMap(side -> Validity.altered(side, metric, remeasurement).stream())
              .toList();
      List<String> errors = new ArrayList<>(waivers.expired());
      if (!altered.isEmpty()) {
        errors.add(
            "The table's value of "
                + altered.get(0).trial()
                + (altered.size() == 1 ? "" : ", as of " + (altered.size() - 1) + " more,")
                + " is not what its manifest gives.");
      }
      return new GateReport(
          run.folder().toString(),
          against.folder().toString(),
          metric,
          verdict(cells, suite, !altered.isEmpty()),
          List.of(),
          cells,
          suite,
          errors,
          notes(cells, tests));
    }

    private CellScores scores(GateCell cell) {
      return CellScores.of(rows(now, cell), rows(before, cell));
    }

    /** All changed cells or, at a second look, first those that were accused and then the rest. */
    private Map<GateCell, CellTest> tests(
        Map<GateCell, CellScores> changed, Optional<GateReport> first) {
      if (first.isEmpty()) {
        return tests(changed);
      }
      Set<GateCell> suspects = first.get().accused();
      Map<GateCell, CellScores> again = new LinkedHashMap<>(changed);
      again.keySet().retainAll(suspects);
      Map<GateCell, CellScores> rest = new LinkedHashMap<>(changed);
      rest.keySet().removeAll(suspects);
      Map<GateCell, CellTest> tests = new LinkedHashMap<>(tests(rest));
      tests.putAll(tests(again));
      return tests;
    }

    private Map<GateCell, CellTest> tests(Map<GateCell, CellScores> cells) {
      return CellTest.of(cells, policy.cellLevel(), policy.cellDrop(metric), detectable);
    }

    private CellJudgement judged(
        GateCell cell, @Nullable CellTest test, Optional<GateReport> first) {
      List<TrialRow> rowsNow = rows(now, cell);
      List<TrialRow> rowsBefore = rows(before, cell);
      return new CellJudgement(
          cell,
          finding(cell, test, first),
          scored(rowsBefore),
          scored(rowsNow),
          mean(rowsBefore),
          mean(rowsNow),
          test == null ? OptionalDouble.empty() : OptionalDouble.of(test.worse()),
          test == null ? OptionalDouble.empty() : OptionalDouble.of(test.detectable()),
          failed.getOrDefault(cell, ""),
          waivers.of(cell));
    }

    private Finding finding(GateCell cell, @Nullable CellTest test, Optional<GateReport> first) {
      if (test == null) {
        return identical.contains(cell) ? Finding.IDENTICAL : Finding.FAILED;
      }
      double drop = scores(cell).drop();
      double least = policy.cellDrop(metric);
      boolean worse = test.worse() <= policy.cellLevel() && drop >= least;
      if (first.isPresent() && !first.get().found(cell, Finding.WORSE)) {
        worse = false;
      } else if (first.isPresent() && !worse) {
        return Finding.CLEARED;
      }
      if (worse) {
        return Finding.WORSE;
      }
      return test.better() <= policy.cellLevel() && -drop >= least
          ? Finding.BETTER
          : Finding.NO_WORSE;
    }

    private Optional<SuiteJudgement> suite(
        Map<GateCell, CellScores> changed, Optional<GateReport> first) {
      if (changed.isEmpty()) {
        return Optional.empty();
      }
      Map<Luck, List<CellScores>> alike = new LinkedHashMap<>();
      changed.forEach(
          (cell, scores) ->
              alike
                  .computeIfAbsent(
                      Luck.of(rows(now, cell), rows(before, cell)), unused -> new ArrayList<>())
                  .add(scores));
      SuiteTest test = new SuiteTest(alike.values(), policy.suiteLevel(), detectable);
      double least = policy.suiteDrop(metric);
      double p = test.p();
      boolean accusedBefore =
          first.flatMap(GateReport::suite).map(SuiteJudgement::worse).orElse(true);
      int direction =
          rows(before, changed.keySet().iterator().next()).get(0).higherIsBetter() ? 1 : -1;
      return Optional.of(
          new SuiteJudgement(
              accusedBefore && p <= policy.suiteLevel() && test.drop() >= least,
              changed.size(),
              -direction * test.drop(),
              p,
              test.detectable(least)));
    }

    private Verdict verdict(
        List<CellJudgement> cells, Optional<SuiteJudgement> suite, boolean altered) {
      if (cells.stream().anyMatch(CellJudgement::fails)
          || suite.map(SuiteJudgement::worse).orElse(false)) {
        return Verdict.REGRESSION;
      }
      if (altered) {
        return Verdict.ALTERED;
      }
      if (identical.size() == cells.size()) {
        return Verdict.IDENTICAL;
      }
      boolean blind =
          cells.stream()
              .filter(cell -> cell.waiver().isEmpty() && cell.detectable().isPresent())
              .anyMatch(cell -> cell.detectable().getAsDouble() > policy.mustSee(metric));
      return blind ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    private List<String> notes(List<CellJudgement> cells, Map<GateCell, CellTest> tests) {
      List<String> notes =
          new ArrayList<>(Comparability.permitted(against, run, metric, policy.mayDiffer()));
      for (GateEvidence side : List.of(run, against)) {
        if (side.manifests().isEmpty()) {
          notes.add(side.folder() + " has no manifests: its values are taken as they stand.");
        }
      }
      long gaussian = tests.values().stream().filter(test -> !test.exact()).count();
      if (gaussian > 0) {
        notes.add(
            (gaussian == 1 ? "1 cell has" : gaussian + " cells have")
                + " too few seeds to be judged without taking scores to be Gaussian.");
      }
      List<String> better =
          cells.stream()
              .filter(cell -> cell.finding() == Finding.BETTER)
              .map(cell -> cell.cell().toString())
              .toList();
      if (!better.isEmpty()) {
        notes.add(
            "Better than before: "
                + String.join(", ", better)
                + "; new evidence would make the gate hold it.");
      }
      return notes;
    }
  }

  private static List<TrialRow> rows(Map<GateCell, List<TrialRow>> side, GateCell cell) {
    return side.getOrDefault(cell, List.of());
  }

  private static int scored(List<TrialRow> rows) {
    return (int) rows.stream().filter(row -> row.value().isPresent()).count();
  }

  private static OptionalDouble mean(List<TrialRow> rows) {
    return rows.stream()
        .filter(row -> row.value().isPresent())
        .mapToDouble(row -> row.value().getAsDouble())
        .average();
  }
}
