package dev.visor.core.publication;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.evidence.Fingerprints;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TimingRow;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TimingsCsv;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The manifests that a folder holds, by trial, with what the trials cost. A run keeps each in the
 * trial's own folder, a leaderboard all of them in one.
 *
 * @param folder where it was found
 * @param manifests by id of the trial
 * @param timings by id of the trial; what a trial cost may be unknown
 */
public record Evidence(Path folder, Map<String, Manifest> manifests, Map<String, Timings> timings) {
  /** Where a leaderboard keeps them. */
  public static final String MANIFESTS = "manifests";

  /**
   * Reads all there is.
   *
   * @throws VisorException with exit code 2 if the folder is neither a run's nor a leaderboard's, 6
   *     if a manifest is damaged, is of another trial than it says, or is not the one that {@code
   *     trials.csv} was made from
   */
  public static Evidence read(Path folder) throws IOException {
    RunFolder run = new RunFolder(folder);
    Fingerprints shared = new Fingerprints();
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    Map<String, Timings> timings = new LinkedHashMap<>();
    if (Files.isDirectory(run.trials())) {
      for (Path trial : sorted(run.trials())) {
        TrialFolder files = new TrialFolder(trial);
        String id = trial.getFileName().toString();
        manifests.put(id, manifest(files.manifest(), id, shared));
        if (Files.exists(files.timings())) {
          timings.put(id, Timings.read(files.timings()));
        }
      }
    }
    if (Files.isDirectory(folder.resolve(MANIFESTS))) {
      for (Path file : sorted(folder.resolve(MANIFESTS))) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
          String id = name.substring(0, name.length() - ".json".length());
          manifests.put(id, manifest(file, id, shared));
        }
      }
    }
    if (Files.exists(run.timingsCsv())) {
      for (TimingRow row : TimingsCsv.read(run.timingsCsv())) {
        timings.putIfAbsent(row.trial(), row.timings());
      }
    }
    Evidence evidence = new Evidence(folder, manifests, timings);
    if (Files.exists(run.trialsCsv())) {
      evidence.refuseAltered(TrialsCsv.read(run.trialsCsv()), run.trialsCsv());
    }
    return evidence;
  }

  /** The part of it that is of certain trials. */
  Evidence only(Predicate<PlannedTrial> wanted) {
    Map<String, Manifest> kept = new LinkedHashMap<>(manifests);
    kept.values().removeIf(manifest -> !wanted.test(manifest.trial()));
    return new Evidence(folder, kept, timings);
  }

  /**
   * What there is of certain trials, under their names. A result is a trial's by identity: that its
   * variant is called otherwise here, or in two ways there, changes nothing of it.
   */
  Evidence as(List<PlannedTrial> trials) {
    Map<String, Manifest> byIdentity = new HashMap<>();
    manifests.values().forEach(found -> byIdentity.putIfAbsent(found.trial().identity(), found));
    Map<String, Manifest> named = new LinkedHashMap<>();
    Map<String, Timings> costs = new LinkedHashMap<>();
    for (PlannedTrial trial : trials) {
      Manifest found = manifests.get(trial.id());
      if (found == null || !found.trial().identity().equals(trial.identity())) {
        found = byIdentity.get(trial.identity());
      }
      if (found != null) {
        named.put(trial.id(), found.trial().id().equals(trial.id()) ? found : found.of(trial));
        Timings cost = timings.get(found.trial().id());
        if (cost != null) {
          costs.put(trial.id(), cost);
        }
      }
    }
    return new Evidence(folder, named, costs);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Manifest manifest(Path file, String trial, Fingerprints shared) {
    Manifest manifest = Manifest.read(file, shared);
    if (!manifest.trial().id().equals(trial)) {
      throw VisorException.integrity(
          "the manifest is of the trial " + manifest.trial().id(),
          file.toString(),
          "put it back where it was");
    }
    return manifest;
  }

  /** What {@code trials.csv} says was made from these very manifests. */
  private void refuseAltered(List<TrialRow> rows, Path file) {
    Map<Fingerprint, String> digests = new IdentityHashMap<>();
    Map<String, String> checked = new HashMap<>();
    for (TrialRow row : rows) {
      Manifest manifest = manifests.get(row.trial());
      if (manifest == null) {
        throw VisorException.integrity(
            "the trial " + row.trial() + " has no manifest",
            file.toString(),
            remedy("put the manifest back, or take the trial's rows out"));
      }
      String digest =
          checked.computeIfAbsent(
              row.trial(),
              unused ->
                  manifest.sha256(
                      digests.computeIfAbsent(manifest.fingerprint(), Fingerprint::sha256)));
      if (!digest.equals(row.manifestSha())) {
        throw VisorException.integrity(
            "the trial " + row.trial() + " was measured from another manifest than there is",
            file.toString(),
            remedy("put the manifest back as it was, or run the trial again"));
      }
    }
  }

  /** A run that was killed has trials that are newer than its tables. */
  private String remedy(String ofLeaderboard) {
    return Files.isDirectory(new RunFolder(folder).trials())
        ? "if the run was cut short, run the suite again with --out "
            + folder
            + ": what is finished is kept, and the tables are written anew"
        : ofLeaderboard;
  }
}
