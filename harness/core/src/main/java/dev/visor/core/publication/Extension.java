package dev.visor.core.publication;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.CombinedTrials;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run that adds to a leaderboard: what is committed counts as done, wherever it was computed and
 * by whatever version of the code, as long as it is what the suite asks for. A trial that did not
 * end well is asked for again.
 */
public final class Extension {
  private final Path leaderboard;
  private final Set<String> done;

  private Extension(Path leaderboard, Set<String> done) {
    this.leaderboard = leaderboard;
    this.done = done;
  }

  /**
   * Reads what is committed beside a suite.
   *
   * @param suite a leaderboard's folder, or the suite in it; it may have no evidence yet
   * @throws VisorException with exit code 6 if evidence is damaged
   */
  public static Extension of(Path suite) {
    Path leaderboard = Files.isDirectory(suite) ? suite : suite.toAbsolutePath().resolveSibling("");
    try {
      if (!Files.exists(new RunFolder(leaderboard).trialsCsv())) {
        return new Extension(leaderboard, Set.of()); // whatever else is beside the suite
      }
      return new Extension(
          leaderboard,
          Evidence.read(leaderboard).manifests().values().stream()
              .filter(manifest -> manifest.status() == TrialStatus.OK)
              .map(Manifest::trial)
              .map(trial -> trial.identity())
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw VisorException.integrity(
              "the leaderboard's evidence cannot be read: " + e,
              leaderboard.toString(),
              "see to it that its files can be read")
          .causedBy(e);
    }
  }

  /** Where it is. */
  public Path leaderboard() {
    return leaderboard;
  }

  /** Whether the leaderboard has a trial. */
  public boolean has(PlannedTrial trial) {
    return done.contains(trial.identity());
  }

  /** What is missing of a plan; empty if the leaderboard has all of it. */
  public Optional<Plan> missing(Plan plan) {
    return plan.without(done);
  }

  /** The rows of the leaderboard, and with them those of a run. */
  public List<TrialRow> with(Optional<RunFolder> run) {
    List<Path> tables = new ArrayList<>();
    if (Files.exists(new RunFolder(leaderboard).trialsCsv())) {
      tables.add(leaderboard);
    }
    run.ifPresent(folder -> tables.add(folder.path()));
    return CombinedTrials.read(tables);
  }
}
