package dev.visor.core.run;

import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.TrialRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes down, for each trial, all that its processes have to know. */
final class Requests {
  private final RunHost host;
  private final CodeBase code;
  private final Engine engine;
  private final RunOptions options;
  private final Map<String, TaskDescriptor> tasks;
  private final Map<String, ObservationSpec> observations;
  private final Map<String, String> missing;
  private final Map<String, String> digests = new ConcurrentHashMap<>();

  /**
   * What is asked of a trial.
   *
   * @param request for its processes
   * @param fingerprint of the code and the machine they will run on
   * @param dataset SHA-256 of the dataset's arrays; empty if there is none
   * @param missing why it cannot be begun; empty if it can
   */
  record Asked(TrialRequest request, Fingerprint fingerprint, String dataset, String missing) {}

  /**
   * @param missing why datasets are not there, by their identity
   */
  Requests(
      Plan plan,
      RunHost host,
      CodeBase code,
      Engine engine,
      RunOptions options,
      Map<String, String> missing) {
    this.host = host;
    this.code = code;
    this.engine = engine;
    this.options = options;
    this.missing = Map.copyOf(missing);
    this.tasks =
        plan.tasks().stream()
            .collect(Collectors.toMap(task -> task.id().toString(), Function.identity()));
    this.observations =
        plan.datasets().stream()
            .collect(Collectors.toMap(PlannedDataset::identity, PlannedDataset::observation));
  }

  Asked of(PlannedTrial trial) {
    Fingerprint fingerprint = code.fingerprint(trial);
    TrialRequest request =
        new TrialRequest(
            trial,
            task(trial),
            observation(trial),
            host.datasets().root().toAbsolutePath(),
            paths(code.trainingPlugins(trial)),
            paths(code.evaluationPlugins(trial)),
            fingerprint.sha256(),
            options.checkpointEvery(),
            engine.isolates(),
            0);
    return new Asked(
        request,
        fingerprint,
        digests.computeIfAbsent(trial.datasetIdentity(), this::digest),
        missing.getOrDefault(trial.datasetIdentity(), ""));
  }

  private String digest(String identity) {
    return identity.isEmpty()
        ? ""
        : host.datasets().card(identity).map(DatasetCard::sha256).orElse("");
  }

  private TaskDescriptor task(PlannedTrial trial) {
    return found(tasks, trial.task().toString());
  }

  /** What is recorded in the dataset, or else what there is to see. */
  private ObservationSpec observation(PlannedTrial trial) {
    return trial.online()
        ? new ObservationSpec(
            trial.imageSize(), trial.imageSize(), task(trial).proprioception().size())
        : found(observations, trial.datasetIdentity());
  }

  private static List<Path> paths(List<CodeEntry> entries) {
    return entries.stream().map(CodeEntry::path).toList();
  }

  private static <T> T found(Map<String, T> map, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the plan has a trial of " + key + ", and not " + key);
    }
    return value;
  }
}
