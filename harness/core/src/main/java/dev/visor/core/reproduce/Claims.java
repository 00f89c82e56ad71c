package dev.visor.core.reproduce;

import dev.visor.api.RandomStream;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.leaderboard.LeaderboardTables;
import dev.visor.core.publication.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a folder claims: the trials of a run or of a leaderboard, and the rows of its table that are
 * made of them. Trials that are not {@code ok} claim nothing.
 */
public final class Claims {
  private final Path folder;
  private final List<Manifest> manifests;

  /** The same, by the variant and the group of their trials. */
  private final Map<Cell, List<Manifest>> cells;

  private Claims(Path folder, List<Manifest> manifests) {
    this.folder = folder;
    this.manifests = manifests;
    this.cells =
        manifests.stream()
            .collect(Collectors.groupingBy(Cell::of, Collectors.toUnmodifiableList()));
  }

  /** What the seeds of a row have in common. */
  private record Cell(String variant, String group) {
    static Cell of(Manifest manifest) {
      return new Cell(manifest.trial().variant(), manifest.trial().group());
    }
  }

  /**
   * The claim of one trial's folder; the other seeds of its cell are found beside it.
   *
   * @throws VisorException with exit code 2 if the trial did not end well, 6 if its manifest is
   *     damaged
   */
  public static Claim ofTrial(Path trial) {
    Path absolute = trial.toAbsolutePath().normalize();
    Manifest manifest = Manifest.read(new TrialFolder(absolute).manifest());
    if (manifest.status() != TrialStatus.OK) {
      throw VisorException.usage(
          "the trial " + manifest.trial().id() + " is " + manifest.status().id() + ": no result",
          trial.toString(),
          "name a trial that is ok");
    }
    Path run = Optional.ofNullable(absolute.getParent()).map(Path::getParent).orElse(absolute);
    boolean ofRun = absolute.getParent() != null && isRun(run);
    List<Manifest> seeds = ofRun ? of(run).seeds(manifest) : List.of(manifest);
    return new Claim(manifest, Optional.of(new TrialFolder(absolute)), seeds);
  }

  /** Whether a folder is a trial's own. */
  public static boolean isTrial(Path folder) {
    return Files.exists(new TrialFolder(folder).manifest());
  }

  /**
   * The claims of a run or a leaderboard.
   *
   * @throws VisorException with exit code 2 if the folder is neither, 6 if its evidence is damaged
   */
  public static Claims of(Path folder) {
    if (!isRun(folder) && !Files.isDirectory(folder.resolve(Evidence.MANIFESTS))) {
      throw VisorException.usage(
          "there is nothing here that could be made again",
          folder.toString(),
          "name the folder of a trial, of a run or of a leaderboard");
    }
    try {
      List<Manifest> ok =
          Evidence.read(folder).manifests().values().stream()
              .filter(manifest -> manifest.status() == TrialStatus.OK)
              .toList();
      return new Claims(folder, ok);
    } catch (IOException e) {
      throw VisorException.usage(
              "the evidence cannot be read: " + e, folder.toString(), "check its permissions")
          .causedBy(e);
    }
  }

  private static boolean isRun(Path folder) {
    return Files.isDirectory(new RunFolder(folder).trials());
  }

  /** All of them, sorted by the trials' ids. */
  public List<Claim> all() {
    return manifests.stream().map(this::claim).toList();
  }

  /**
   * The trials that a row of the leaderboard is made of.
   *
   * @param number of the row in {@code leaderboard.csv}, counted from 1 below the header
   * @throws VisorException with exit code 2 if there is no such row
   */
  public List<Claim> row(int number) {
    List<LeaderboardRow> rows = rows();
    if (number < 1 || number > rows.size()) {
      throw VisorException.usage(
          "there is no row " + number,
          "--row",
          "the leaderboard has the rows 1 to " + rows.size() + ", counted below its header");
    }
    return trialsOf(rows.get(number - 1)).stream().map(this::claim).toList();
  }

  /**
   * Draws rows of the leaderboard, each a variant in a cell, and of each row one seed.
   *
   * @param count how many rows, all different
   * @param seed of the draw: the same seed draws the same trials
   * @throws VisorException with exit code 2 if there are not so many rows
   */
  public List<Claim> draw(int count, long seed) {
    List<LeaderboardRow> rows = new ArrayList<>();
    for (LeaderboardRow row : rows()) {
      if (!row.group().equals(Leaderboard.ALL) && !trialsOf(row).isEmpty()) {
        rows.add(row);
      }
    }
    if (count < 1 || count > rows.size()) {
      throw VisorException.usage(
          count + " rows cannot be drawn",
          "--draw",
          "there are " + rows.size() + " rows with a result, a variant in a cell each");
    }
    RandomStream random = RandomStream.of("reproduce", Long.toString(seed));
    List<Claim> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Manifest> trials = trialsOf(rows.remove(random.nextInt(rows.size())));
      drawn.add(claim(trials.get(random.nextInt(trials.size()))));
    }
    return drawn;
  }

  private List<LeaderboardRow> rows() {
    return LeaderboardTables.readLeaderboard(new RunFolder(folder).leaderboardCsv());
  }

  private List<Manifest> trialsOf(LeaderboardRow row) {
    return row.group().equals(Leaderboard.ALL)
        ? manifests.stream()
            .filter(manifest -> manifest.trial().variant().equals(row.variant()))
            .toList()
        : cells.getOrDefault(new Cell(row.variant(), row.group()), List.of());
  }

  private Claim claim(Manifest manifest) {
    Path trial = new RunFolder(folder).trial(manifest.trial()).path();
    return new Claim(
        manifest,
        Files.isDirectory(trial) ? Optional.of(new TrialFolder(trial)) : Optional.empty(),
        seeds(manifest));
  }

  private List<Manifest> seeds(Manifest of) {
    return cells.getOrDefault(Cell.of(of), List.of());
  }
}
