package dev.visor.core.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visor.api.DatasetId;
import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Success;
import dev.visor.api.TaskId;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as its JSON holds it: plain values under the names of the file. Schema 2 has {@code
 * digests}, {@code measures} and what was {@code solved}; schema 1, which is that of trials that
 * know nothing of it, has none.
 */
record ManifestJson(
    int schema,
    String trial,
    String identity,
    String status,
    String reason,
    String variant,
    String algorithm,
    int algorithmVersion,
    SortedMap<String, String> parameters,
    String task,
    String dataset,
    String datasetIdentity,
    String size,
    int imageSize,
    int seedIndex,
    long suiteSeed,
    ProtocolJson protocol,
    long updates,
    long environmentSteps,
    List<EvaluationJson> evaluations,
    String determinism,
    FingerprintJson fingerprint,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DigestsJson digests,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SortedMap<String, Double> measures) {
  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final Pattern FIRST_SCHEMA =
      Pattern.compile("\\s*\\{\\s*\"schema\"\\s*:\\s*1\\s*,");

  record DigestsJson(String dataset, String scalars, SortedMap<Long, String> policies) {
    static DigestsJson of(ArtifactDigests digests) {
      return new DigestsJson(digests.dataset(), digests.scalars(), digests.policies());
    }

    ArtifactDigests digests() {
      return new ArtifactDigests(dataset, scalars, policies);
    }
  }

  /** Whether a file says at its beginning, where Visor writes it, that it is of schema 1. */
  static boolean ofFirstSchema(String text) {
    return FIRST_SCHEMA.matcher(text).lookingAt();
  }

  /** Adds what a file of schema 1 lacks, so that all else can be asked of both. */
  static void complete(ObjectNode file) {
    if (!file.has("digests")) {
      file.putObject("digests").put("dataset", "").put("scalars", "").putObject("policies");
    }
    if (!file.has("measures")) {
      file.putObject("measures");
    }
    for (JsonNode evaluation : file.path("evaluations")) {
      if (evaluation instanceof ObjectNode object && !object.has("solved")) {
        object.putArray("solved");
      }
    }
  }

  record ProtocolJson(
      int evalEpisodes, int evalPoints, String checkpoint, int threads, long wallLimitSeconds) {}

  /**
   * The episodes of an evaluation, a list for each quantity; {@code solved} is empty where the task
   * does not say what solves it.
   */
  record EvaluationJson(
      long update,
      List<Double> returns,
      List<Integer> decisions,
      List<Boolean> terminated,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Boolean> solved) {
    static EvaluationJson of(Evaluation evaluation, int schema) {
      List<EvaluatedEpisode> episodes = evaluation.episodes();
      return new EvaluationJson(
          evaluation.update(),
          episodes.stream().map(EvaluatedEpisode::totalReward).toList(),
          episodes.stream().map(EvaluatedEpisode::decisions).toList(),
          episodes.stream().map(EvaluatedEpisode::terminated).toList(),
          schema == FIRST
              ? null
              : episodes.stream()
                  .filter(ManifestJson::told)
                  .map(episode -> episode.success() == Success.SOLVED)
                  .toList());
    }

    Evaluation evaluation() {
      List<Boolean> known = solved == null ? List.of() : solved;
      if (returns.size() != decisions.size()
          || returns.size() != terminated.size()
          || (!known.isEmpty() && returns.size() != known.size())) {
        throw new IllegalArgumentException(
            "the evaluation at update " + update + " has lists of different lengths");
      }
      return new Evaluation(
          update,
          IntStream.range(0, returns.size())
              .mapToObj(
                  i ->
                      new EvaluatedEpisode(
                          returns.get(i), decisions.get(i), terminated.get(i), success(known, i)))
              .toList());
    }

    private static Success success(List<Boolean> known, int episode) {
      if (known.isEmpty()) {
        return Success.UNTOLD;
      }
      return known.get(episode) ? Success.SOLVED : Success.UNSOLVED;
    }
  }

  private static boolean told(EvaluatedEpisode episode) {
    return episode.success() != Success.UNTOLD;
  }

  record FingerprintJson(
      String sha256, SortedMap<String, String> files, String java, String cpu, int threads) {
    static FingerprintJson of(Fingerprint fingerprint, String sha256) {
      return new FingerprintJson(
          sha256,
          fingerprint.files(),
          fingerprint.java(),
          fingerprint.cpu(),
          fingerprint.threads());
    }

    Fingerprint fingerprint(Fingerprints shared) {
      return shared.instance(new Fingerprint(files, java, cpu, threads), sha256);
    }
  }

  static ManifestJson of(Manifest manifest, String fingerprintSha256) {
    PlannedTrial trial = manifest.trial();
    Protocol protocol = trial.protocol();
    int schema = schema(manifest);
    return new ManifestJson(
        schema,
        trial.id(),
        trial.identity(),
        manifest.status().id(),
        manifest.reason(),
        trial.variant(),
        trial.algorithm(),
        trial.algorithmVersion(),
        trial.parameters(),
        trial.task().toString(),
        trial.dataset().toString(),
        trial.datasetIdentity(),
        trial.size().toString(),
        trial.imageSize(),
        trial.seedIndex(),
        trial.suiteSeed(),
        new ProtocolJson(
            protocol.evalEpisodes(),
            protocol.evalPoints(),
            protocol.checkpoint().id(),
            protocol.threads(),
            protocol.wallLimit().toSeconds()),
        manifest.updates(),
        manifest.environmentSteps(),
        manifest.evaluations().stream()
            .map(evaluation -> EvaluationJson.of(evaluation, schema))
            .toList(),
        manifest.determinism().id(),
        FingerprintJson.of(manifest.fingerprint(), fingerprintSha256),
        schema == FIRST ? null : DigestsJson.of(manifest.digests()),
        schema == FIRST ? null : manifest.measures());
  }

  /** The oldest that holds all that is known. */
  private static int schema(Manifest manifest) {
    boolean first =
        !manifest.digests().known()
            && manifest.measures().isEmpty()
            && manifest.evaluations().stream()
                .flatMap(evaluation -> evaluation.episodes().stream())
                .noneMatch(ManifestJson::told);
    return first ? FIRST : SECOND;
  }

  /**
   * @param shared keeps one instance of equal fingerprints
   * @throws IllegalArgumentException if the values do not make a manifest
   */
  Manifest manifest(Fingerprints shared) {
    if (schema != FIRST && schema != SECOND) {
      throw new IllegalArgumentException(
          "its schema is " + schema + ", and this Visor reads 1 and 2");
    }
    Manifest manifest =
        new Manifest(
            plannedTrial(),
            constant(TrialStatus.class, status),
            reason,
            updates,
            environmentSteps,
            evaluations.stream().map(EvaluationJson::evaluation).toList(),
            constant(DeterminismTier.class, determinism),
            fingerprint.fingerprint(shared),
            digests == null ? ArtifactDigests.UNKNOWN : digests.digests(),
            measures == null ? Collections.emptySortedMap() : measures);
    if (schema(manifest) != schema) {
      throw new IllegalArgumentException(
          "its schema is " + schema + ", and what it holds is of " + schema(manifest));
    }
    return manifest;
  }

  private PlannedTrial plannedTrial() {
    return new PlannedTrial(
        trial,
        identity,
        variant,
        algorithm,
        algorithmVersion,
        parameters,
        TaskId.parse(task),
        DatasetId.parse(dataset),
        datasetIdentity,
        DatasetSize.parse(size),
        imageSize,
        seedIndex,
        suiteSeed,
        new Protocol(
            protocol.evalEpisodes(),
            protocol.evalPoints(),
            constant(CheckpointRule.class, protocol.checkpoint()),
            protocol.threads(),
            Duration.ofSeconds(protocol.wallLimitSeconds())));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String id) {
    try {
      return Enum.valueOf(type, id.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + id + "' is no " + type.getSimpleName() + " that this Visor knows", e);
    }
  }
}
