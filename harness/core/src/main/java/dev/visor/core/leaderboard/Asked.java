package dev.visor.core.leaderboard;

import dev.visor.core.evidence.RunFolder;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.SuiteReader;
import dev.visor.core.suite.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What suites ask for. Rows tell only of cells in which a trial has ended; without this, a run of
 * which half the cells have not begun would look complete.
 */
public final class Asked {
  /** Where no suite is at hand: what is asked for is guessed from the rows. */
  public static final Asked UNKNOWN = new Asked(Map.of(), 0);

  private static final char IMPORTED = '/';
  private static final char VERSION = '@';

  private final Map<Cell, Set<String>> variants;
  private final int seeds;

  private Asked(Map<Cell, Set<String>> variants, int seeds) {
    this.variants = variants;
    this.seeds = seeds;
  }

  /** The variants that each cell is to have. */
  Map<Cell, Set<String>> variants() {
    return variants;
  }

  /** How many trials each of them is to have there. */
  int seeds() {
    return seeds;
  }

  /**
   * What a suite asks for. A dataset that was imported belongs to one of the tasks, and the suite
   * does not say to which: its cells are left to the rows.
   */
  public static Asked of(Suite suite) {
    Map<Cell, Set<String>> variants = new LinkedHashMap<>();
    for (String task : suite.tasks()) {
      for (Variant variant : suite.algorithms()) {
        cells(suite, task, variant)
            .forEach(
                cell ->
                    variants
                        .computeIfAbsent(cell, unused -> new LinkedHashSet<>())
                        .add(variant.name()));
      }
    }
    return new Asked(variants, suite.seeds());
  }

  private static Stream<Cell> cells(Suite suite, String task, Variant variant) {
    Optional<DatasetSize> steps = variant.environmentSteps();
    if (steps.isPresent()) {
      return Stream.of(Cell.online(task, steps.get().toString()));
    }
    return suite.kinds().stream()
        .filter(kind -> kind.indexOf(IMPORTED) < 0)
        .map(kind -> kind.indexOf(VERSION) < 0 ? kind : kind.substring(0, kind.indexOf(VERSION)))
        .flatMap(kind -> suite.sizes().stream().map(size -> new Cell(task, kind, size.toString())));
  }

  /**
   * What the suites of runs ask for.
   *
   * @param runs folders of runs or leaderboards; tables alone, which have no suite, ask for nothing
   * @throws dev.visor.core.VisorException with exit code 2 if a suite cannot be read
   */
  public static Asked read(List<Path> runs) {
    Asked all = UNKNOWN;
    for (Path run : runs) {
      Path resolved = new RunFolder(run).suite();
      Path written = run.resolve(SuiteReader.FILE_NAME);
      if (Files.exists(resolved)) {
        all = all.and(of(SuiteReader.read(resolved)));
      } else if (Files.exists(written)) {
        all = all.and(of(SuiteReader.read(written)));
      }
    }
    return all;
  }

  /** What either of them asks for. */
  Asked and(Asked other) {
    Map<Cell, Set<String>> both = new LinkedHashMap<>();
    Stream.of(variants, other.variants)
        .flatMap(map -> map.entrySet().stream())
        .forEach(
            entry ->
                both.computeIfAbsent(entry.getKey(), cell -> new LinkedHashSet<>())
                    .addAll(entry.getValue()));
    return new Asked(both, Math.max(seeds, other.seeds));
  }
}
