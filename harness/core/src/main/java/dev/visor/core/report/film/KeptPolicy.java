package dev.visor.core.report.film;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last policy that a finished trial kept.
 *
 * @param manifest of the trial
 * @param file what its training wrote
 * @param update after which training update
 */
public record KeptPolicy(Manifest manifest, Path file, long update) {
  private static final String SUFFIX = ".policy";

  /**
   * Looks for the policy of a trial.
   *
   * @throws VisorException with exit code 2 if the folder is not a finished trial's or holds no
   *     policy, 6 if its manifest is damaged
   */
  public static KeptPolicy in(TrialFolder folder) {
    if (!Files.exists(folder.manifest())) {
      throw VisorException.usage(
          Files.isDirectory(folder.path())
              ? "this is no finished trial: it has no manifest.json"
              : "there is no such folder",
          folder.path().toString(),
          "name a folder in the folder trials of a run, as"
              + " runs/<run>/trials/<trial>; a leaderboard keeps manifests alone");
    }
    Manifest manifest = Manifest.read(folder.manifest());
    return find(folder, manifest)
        .orElseThrow(
            () ->
                VisorException.usage(
                    "the trial kept no policy; it ended as "
                        + manifest.status().id()
                        + (manifest.reason().isEmpty() ? "" : ": " + manifest.reason()),
                    folder.policies().toString(),
                    "run its suite again into another folder, with --only variant="
                        + manifest.trial().variant()
                        + ",seed="
                        + manifest.trial().seedIndex()));
  }

  /** The policy of a trial whose manifest is known; empty if it kept none. */
  public static Optional<KeptPolicy> find(TrialFolder folder, Manifest manifest) {
    if (!Files.isDirectory(folder.policies())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder.policies())) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]{1,18}\\" + SUFFIX))
          .max(Comparator.comparingLong(KeptPolicy::update))
          .map(file -> new KeptPolicy(manifest, file, update(file)));
    } catch (IOException e) {
      throw VisorException.usage(
              "the policies cannot be read: " + e.getMessage(),
              folder.policies().toString(),
              "check the folder's permissions")
          .causedBy(e);
    }
  }

  /** The trial that it is of. */
  public PlannedTrial trial() {
    return manifest.trial();
  }

  /** What the trial's evaluation recorded of the episodes that this policy played; may be empty. */
  public List<EvaluatedEpisode> recorded() {
    return manifest.evaluations().stream()
        .filter(evaluation -> evaluation.update() == update)
        .findFirst()
        .map(Evaluation::episodes)
        .orElse(List.of());
  }

  private static long update(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }
}
