package dev.visor.core.evidence;

import com.google.common.hash.Hashing;
import dev.visor.api.Evaluation;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TrialEvidence;
import dev.visor.core.VisorException;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a trial leaves behind and that repeats: what was asked, how it ended, every episode of
 * every evaluation, and what it was computed with. Two runs of the same code on the same machine
 * write the same bytes.
 *
 * @param trial what was asked
 * @param status how it ended
 * @param reason one line on why it is not {@code ok}; empty if it is
 * @param updates training updates that were done
 * @param environmentSteps control steps that training took in an environment; 0 for offline
 *     training
 * @param evaluations all that were made, by update
 * @param determinism how exactly it is expected to repeat
 * @param fingerprint what it was computed with
 * @param digests of what lies between data and evaluations, if it is {@code ok}
 * @param measures the last finite value of each scalar that training recorded, by name, if it is
 *     {@code ok}
 */
public record Manifest(
    PlannedTrial trial,
    TrialStatus status,
    String reason,
    long updates,
    long environmentSteps,
    List<Evaluation> evaluations,
    DeterminismTier determinism,
    Fingerprint fingerprint,
    ArtifactDigests digests,
    SortedMap<String, Double> measures) {
  private static final String REMEDY =
      "remove the trial's folder; running again makes the trial anew";

  /**
   * @throws IllegalArgumentException if an {@code ok} trial lacks an evaluation that its score is
   *     made of, or another lacks a reason
   */
  public Manifest {
    evaluations = List.copyOf(evaluations);
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    reason = reason.strip().replaceAll("\\s*\\R\\s*", " ");
    // What learns nothing, or next to nothing, has fewer different policies than the rule asks for.
    long needed = Math.min(trial.protocol().checkpoint().count(), Math.max(1, updates));
    if (status == TrialStatus.OK && evaluations.size() < needed) {
      throw new IllegalArgumentException(
          "trial "
              + trial.id()
              + " is ok with "
              + evaluations.size()
              + " evaluations; the rule "
              + trial.protocol().checkpoint().id()
              + " needs "
              + needed);
    }
    if ((status == TrialStatus.OK) != reason.isEmpty()) {
      throw new IllegalArgumentException(
          "trial " + trial.id() + " has the status " + status.id() + " and the reason " + reason);
    }
  }

  /** One of which nothing is known but its evaluations. */
  public Manifest(
      PlannedTrial trial,
      TrialStatus status,
      String reason,
      long updates,
      long environmentSteps,
      List<Evaluation> evaluations,
      DeterminismTier determinism,
      Fingerprint fingerprint) {
    this(
        trial,
        status,
        reason,
        updates,
        environmentSteps,
        evaluations,
        determinism,
        fingerprint,
        ArtifactDigests.UNKNOWN,
        Collections.emptySortedMap());
  }

  /**
   * The same of the same trial, whatever its variant is called there.
   *
   * @throws IllegalArgumentException if it is another trial
   */
  public Manifest of(PlannedTrial same) {
    if (!same.identity().equals(trial.identity())) {
      throw new IllegalArgumentException(same.id() + " is not the trial " + trial.id());
    }
    return new Manifest(
        same,
        status,
        reason,
        updates,
        environmentSteps,
        evaluations,
        determinism,
        fingerprint,
        digests,
        measures);
  }

  /** The evaluations that the protocol's checkpoint rule selects; none unless it is {@code ok}. */
  public List<Evaluation> scored() {
    return status == TrialStatus.OK ? last(trial.protocol().checkpoint().count()) : List.of();
  }

  /** What a metric sees. */
  public TrialEvidence evidence(TaskDescriptor task) {
    return new TrialEvidence(task, scored(), evaluations, environmentSteps, measures);
  }

  /** What a metric sees where the last evaluation alone is scored. */
  TrialEvidence finalEvidence(TaskDescriptor task) {
    return new TrialEvidence(task, last(1), evaluations, environmentSteps, measures);
  }

  private List<Evaluation> last(int count) {
    return evaluations.subList(Math.max(0, evaluations.size() - count), evaluations.size());
  }

  /** The bytes of {@code manifest.json}, as text. */
  public String text() {
    return text(fingerprint.sha256());
  }

  private String text(String fingerprintSha256) {
    return StrictJson.text(ManifestJson.of(this, fingerprintSha256));
  }

  /** SHA-256, in hexadecimal, of {@code manifest.json}. */
  public String sha256() {
    return sha256(fingerprint.sha256());
  }

  /** Like {@link #sha256()}, where the digest of the fingerprint is known. */
  public String sha256(String fingerprintSha256) {
    return Hashing.sha256().hashString(text(fingerprintSha256), StandardCharsets.UTF_8).toString();
  }

  /** Writes {@code manifest.json}. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, text());
  }

  /**
   * Reads {@code manifest.json}.
   *
   * @throws VisorException with exit code 6 if it is missing or is something else
   */
  public static Manifest read(Path file) {
    return read(file, new Fingerprints());
  }

  /**
   * Reads one of many.
   *
   * @param shared keeps one instance of what they have in common
   */
  public static Manifest read(Path file, Fingerprints shared) {
    ManifestJson json =
        StrictJson.read(
            file, ManifestJson.class, REMEDY, ManifestJson::ofFirstSchema, ManifestJson::complete);
    try {
      return json.manifest(shared);
    } catch (IllegalArgumentException e) {
      throw VisorException.integrity(
              "the manifest cannot be: " + e.getMessage(), file.toString(), REMEDY)
          .causedBy(e);
    }
  }
}
