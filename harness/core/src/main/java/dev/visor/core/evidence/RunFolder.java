package dev.visor.core.evidence;

import dev.visor.core.VisorException;
import dev.visor.core.plan.PlannedTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things lie in the folder of a run. A trial is worked on under {@code working} and moved to
 * {@code trials} by one rename when it is done, so that whatever is in {@code trials} is whole.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /** The suite with everything resolved. */
  public Path suite() {
    return path.resolve("suite.resolved.yaml");
  }

  /** The machine, the Java and the plugins. */
  public Path environment() {
    return path.resolve("environment.json");
  }

  /** A value for each trial and metric; only what repeats. */
  public Path trialsCsv() {
    return path.resolve("trials.csv");
  }

  /** What each trial cost. */
  public Path timingsCsv() {
    return path.resolve("timings.csv");
  }

  /** Every point of every trial's curve. */
  public Path curvesCsv() {
    return path.resolve("curves.csv");
  }

  /** The variants, ranked. */
  public Path leaderboardCsv() {
    return path.resolve("leaderboard.csv");
  }

  /** Each pair of variants. */
  public Path pairwiseCsv() {
    return path.resolve("pairwise.csv");
  }

  /** Performance profiles. */
  public Path profileCsv() {
    return path.resolve("profile.csv");
  }

  /** Finished trials, each in a folder of its own. */
  public Path trials() {
    return path.resolve("trials");
  }

  /** Trials under way. */
  public Path working() {
    return path.resolve("working");
  }

  /** The folder of a finished trial. */
  public TrialFolder trial(PlannedTrial trial) {
    return new TrialFolder(trials().resolve(trial.id()));
  }

  /** The folder of a trial under way. */
  public TrialFolder working(PlannedTrial trial) {
    return new TrialFolder(working().resolve(trial.id()));
  }

  /**
   * The manifest of a finished trial; empty if it is not finished.
   *
   * @throws VisorException with exit code 6 if the file is damaged or is of another trial
   */
  public Optional<Manifest> manifest(PlannedTrial trial) {
    return manifest(trial, new Fingerprints());
  }

  /**
   * Like {@link #manifest(PlannedTrial)}, for somebody who reads many.
   *
   * @param shared keeps one instance of what they have in common
   */
  public Optional<Manifest> manifest(PlannedTrial trial, Fingerprints shared) {
    TrialFolder folder = trial(trial);
    if (!Files.exists(folder.path())) {
      return Optional.empty();
    }
    Manifest manifest = Manifest.read(folder.manifest(), shared);
    if (!manifest.trial().identity().equals(trial.identity())) {
      throw VisorException.integrity(
          "the manifest is of another trial, with the identity " + manifest.trial().identity(),
          folder.manifest().toString(),
          "remove the trial's folder; running again makes the trial anew");
    }
    return Optional.of(manifest.trial().equals(trial) ? manifest.of(trial) : manifest);
  }

  /** What a finished trial cost; empty if it is not finished. */
  public Optional<Timings> timings(PlannedTrial trial) {
    TrialFolder folder = trial(trial);
    return Files.exists(folder.path())
        ? Optional.of(Timings.read(folder.timings()))
        : Optional.empty();
  }
}
