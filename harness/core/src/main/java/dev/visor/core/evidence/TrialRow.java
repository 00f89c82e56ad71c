package dev.visor.core.evidence;

import dev.visor.core.suite.CheckpointRule;
import java.util.OptionalDouble;

/**
 * A line of {@code trials.csv}: the value of one metric for one trial, with all that is needed to
 * judge and to repeat it.
 *
 * @param suite name of the suite
 * @param suiteSha SHA-256 of the resolved suite
 * @param trial id of the trial
 * @param identity SHA-256 of all that decides its result
 * @param variant row of the leaderboard
 * @param algorithm id of the algorithm
 * @param algorithmVersion its declared version
 * @param parameters all of them, {@code name=value} joined by {@code ;}
 * @param task versioned id
 * @param kind of the dataset
 * @param size of the dataset
 * @param dataset versioned id
 * @param datasetIdentity SHA-256 of all that decides its bytes
 * @param imageSize edge of the picture in pixels
 * @param seedIndex from 0
 * @param seeds training seeds that the suite asks of each cell
 * @param suiteSeed root of the random streams
 * @param status how the trial ended
 * @param reason why it is not {@code ok}, or why the metric gave no value; empty elsewhere
 * @param metric id of the metric
 * @param unit of the value
 * @param higherIsBetter which way is up
 * @param value over the evaluations that the checkpoint rule selects; none unless the trial is
 *     {@code ok} and the metric applies to it
 * @param finalValue over the last evaluation alone; none where {@code value} has none
 * @param evalEpisodes episodes in an evaluation
 * @param evalPoints evaluations along the training
 * @param checkpointRule which of them count
 * @param threads processor threads
 * @param updates training updates that were done
 * @param onlineEnvSteps control steps that training took in an environment
 * @param determinism how exactly the trial repeats
 * @param fingerprint SHA-256 of code and machine
 * @param manifestSha SHA-256 of the trial's manifest
 */
public record TrialRow(
    String suite,
    String suiteSha,
    String trial,
    String identity,
    String variant,
    String algorithm,
    int algorithmVersion,
    String parameters,
    String task,
    String kind,
    String size,
    String dataset,
    String datasetIdentity,
    int imageSize,
    int seedIndex,
    int seeds,
    long suiteSeed,
    TrialStatus status,
    String reason,
    String metric,
    String unit,
    boolean higherIsBetter,
    OptionalDouble value,
    OptionalDouble finalValue,
    int evalEpisodes,
    int evalPoints,
    CheckpointRule checkpointRule,
    int threads,
    long updates,
    long onlineEnvSteps,
    DeterminismTier determinism,
    String fingerprint,
    String manifestSha) {

  /**
   * @throws IllegalArgumentException if a trial that is not {@code ok} has a value
   */
  public TrialRow {
    if (status != TrialStatus.OK && value.isPresent()) {
      throw new IllegalArgumentException(
          "trial " + trial + " has the status " + status.id() + " and yet a value");
    }
  }

  /** The cell it belongs to: {@code task/kind/size}. */
  public String group() {
    return task + "/" + kind + "/" + size;
  }
}
