package dev.visor.core.leaderboard;

import dev.visor.core.evidence.RunFolder;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.SuiteReader;
import dev.visor.core.suite.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

  /** Of tasks of one name. */
  private static final Comparator<String> BY_VERSION =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private static final char IMPORTED = '/';
  private static final char VERSION = '@';

  private final Map<Cell, Map<String, Integer>> trials;
  private final int seeds;

  private Asked(Map<Cell, Map<String, Integer>> trials, int seeds) {
    this.trials = trials;
    this.seeds = seeds;
  }

  /** The cells that are to be there. */
  Set<Cell> cells() {
    return trials.keySet();
  }

  /** The variants that a cell is to have, with the number of trials of each. */
  Map<String, Integer> trials(Cell cell) {
    return trials.getOrDefault(cell, Map.of());
  }

  /** The variants that some cell is to have. */
  Set<String> variants() {
    Set<String> variants = new LinkedHashSet<>();
    trials.values().forEach(ofCell -> variants.addAll(ofCell.keySet()));
    return variants;
  }

  /** How many trials any of them is to have at most. */
  int seeds() {
    return seeds;
  }

  /**
   * The same where a task without a version is the newest that there are rows of, as it was when
   * they came to be.
   */
  Asked versioned(Set<String> tasks) {
    Map<Cell, Map<String, Integer>> versioned = new LinkedHashMap<>();
    trials.forEach(
        (cell, ofCell) ->
            versioned.merge(cell.inTask(version(cell.task(), tasks)), ofCell, Asked::both));
    return new Asked(versioned, seeds);
  }

  private static String version(String task, Set<String> tasks) {
    return tasks.stream()
        .filter(there -> there.startsWith(task + VERSION))
        .max(BY_VERSION)
        .orElse(task);
  }

  /**
   * What a suite asks for. A dataset that was imported belongs to one of the tasks, and the suite
   * does not say to which: its cells are left to the rows.
   */
  public static Asked of(Suite suite) {
    Map<Cell, Map<String, Integer>> trials = new LinkedHashMap<>();
    for (String task : suite.tasks()) {
      for (Variant variant : suite.algorithms()) {
        cells(suite, task, variant)
            .forEach(
                cell ->
                    trials
                        .computeIfAbsent(cell, unused -> new LinkedHashMap<>())
                        .put(variant.name(), suite.seeds()));
      }
    }
    return new Asked(trials, suite.seeds());
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
    Map<Cell, Map<String, Integer>> all = new LinkedHashMap<>(trials);
    other.trials.forEach((cell, ofCell) -> all.merge(cell, ofCell, Asked::both));
    return new Asked(all, Math.max(seeds, other.seeds));
  }

  private static Map<String, Integer> both(Map<String, Integer> one, Map<String, Integer> other) {
    Map<String, Integer> both = new LinkedHashMap<>(one);
    other.forEach((variant, count) -> both.merge(variant, count, Math::max));
    return both;
  }
}
