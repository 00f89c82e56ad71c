package dev.visor.core.publication;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TimingRow;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TimingsCsv;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    if (Files.isDirectory(run.trials())) {
      for (Path trial : sorted(run.trials())) {
        add(manifests, trial.resolve("manifest.json"), trial.getFileName().toString());
      }
    }
    if (Files.isDirectory(folder.resolve(MANIFESTS))) {
      for (Path file : sorted(folder.resolve(MANIFESTS))) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
          add(manifests, file, name.substring(0, name.length() - ".json".length()));
        }
      }
    }
    Map<String, Timings> timings = new LinkedHashMap<>();
    if (Files.exists(run.timingsCsv())) {
      for (TimingRow row : TimingsCsv.read(run.timingsCsv())) {
        timings.put(row.trial(), row.timings());
      }
    }
    Evidence evidence = new Evidence(folder, manifests, timings);
    if (Files.exists(run.trialsCsv())) {
      evidence.refuseAltered(TrialsCsv.read(run.trialsCsv()), run.trialsCsv());
    }
    return evidence;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void add(Map<String, Manifest> manifests, Path file, String trial) {
    Manifest manifest = Manifest.read(file);
    if (!manifest.trial().id().equals(trial)) {
      throw VisorException.integrity(
          "the manifest is of the trial " + manifest.trial().id(),
          file.toString(),
          "put it back where it was");
    }
    manifests.put(trial, manifest);
  }

  /** What {@code trials.csv} says was made from these very manifests. */
  private void refuseAltered(List<TrialRow> rows, Path file) {
    for (TrialRow row : rows) {
      Manifest manifest = manifests.get(row.trial());
      if (manifest == null) {
        throw VisorException.integrity(
            "the trial " + row.trial() + " has no manifest",
            file.toString(),
            "put the manifest back, or take the trial's rows out");
      }
      if (!manifest.sha256().equals(row.manifestSha())) {
        throw VisorException.integrity(
            "the trial " + row.trial() + " was measured from another manifest than there is",
            file.toString(),
            "put the manifest back as it was, or run the trial again");
      }
    }
  }
}
