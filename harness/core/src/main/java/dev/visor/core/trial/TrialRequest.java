package dev.visor.core.trial;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.plan.PlannedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a trial's processes are told, as a file in its work folder. Whoever finds a work
 * folder with another request in it must not go on from there.
 *
 * @param trial what is to be done
 * @param task the task, described, so that a training need not load the plugin that opens it
 * @param observation what the agent sees
 * @param data where datasets are kept
 * @param trainingPlugins jars that offline training loads: the algorithm's alone
 * @param evaluationPlugins jars that evaluation and online training load
 * @param fingerprint SHA-256, in hexadecimal, of code and machine
 * @param checkpointEvery wall time between checkpoints
 * @param isolated whether offline training that has an environment within reach fails
 * @param attempt how often this work was begun, counted from 1
 */
public record TrialRequest(
    PlannedTrial trial,
    TaskDescriptor task,
    ObservationSpec observation,
    Path data,
    List<Path> trainingPlugins,
    List<Path> evaluationPlugins,
    String fingerprint,
    Duration checkpointEvery,
    boolean isolated,
    int attempt) {
  public TrialRequest {
    trainingPlugins = List.copyOf(trainingPlugins);
    evaluationPlugins = List.copyOf(evaluationPlugins);
  }

  /** The same request, begun for the n-th time. */
  TrialRequest attempt(int number) {
    return new TrialRequest(
        trial,
        task,
        observation,
        data,
        trainingPlugins,
        evaluationPlugins,
        fingerprint,
        checkpointEvery,
        isolated,
        number);
  }

  /** Whether work on another request can be gone on with: the same trial, by the same code. */
  boolean sameWorkAs(TrialRequest other) {
    return trial.identity().equals(other.trial.identity()) && fingerprint.equals(other.fingerprint);
  }

  /** Task and shapes, as trainer and policy are told them. */
  EnvironmentSpec spec() {
    return new EnvironmentSpec(task, observation);
  }
}
