package dev.visor.core.run;

import dev.visor.core.trial.PhaseProgress;
import dev.visor.core.trial.TrialPhase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Estimates how long a run will still take.
 *
 * <p>A trial is expected to take as long as the mean of its variant's finished ones. While none of
 * a variant has finished, a running one tells by how far it is: of its training, and, if any trial
 * of the run has finished, with the share that evaluation had there. A variant of which nothing is
 * known yet is taken for the mean of the others. What an earlier attempt had trained counts as
 * done, and tells nothing of the speed. What remains is divided by the number of places, and is
 * never less than what the longest running trial still needs.
 */
final class RemainingTime {
  /** A running trial that has done less says nothing of its whole. */
  private static final double LEAST_FRACTION = 0.02;

  private final Map<String, Mean> byVariant = new HashMap<>();
  private final Mean evaluationShare = new Mean();

  /**
   * A trial that runs.
   *
   * @param seconds for how long
   * @param phaseSeconds since its phase was first heard of
   * @param phaseBefore how far the phase was then, from 0 to 1
   * @param trainedBefore how much of the training was done before this attempt, from 0 to 1
   * @param progress how far the phase is
   */
  record Running(
      String variant,
      double seconds,
      double phaseSeconds,
      double phaseBefore,
      double trainedBefore,
      PhaseProgress progress) {}

  /** Learns from a finished trial. */
  void finished(String variant, double trainSeconds, double evaluateSeconds) {
    double both = trainSeconds + evaluateSeconds;
    byVariant.computeIfAbsent(variant, unused -> new Mean()).add(both);
    if (both > 0) {
      evaluationShare.add(evaluateSeconds / both);
    }
  }

  /**
   * Seconds until the end; empty if nothing is known yet.
   *
   * @param running trials under way
   * @param waiting variants of the trials that have not begun
   */
  OptionalDouble seconds(List<Running> running, List<String> waiting, int jobs) {
    Map<String, Mean> expected = new HashMap<>(byVariant);
    for (Running trial : running) {
      if (!byVariant.containsKey(trial.variant())) {
        whole(trial)
            .ifPresent(
                seconds ->
                    expected.computeIfAbsent(trial.variant(), unused -> new Mean()).add(seconds));
      }
    }
    if (expected.isEmpty()) {
      return OptionalDouble.empty();
    }
    Mean all = new Mean();
    expected.values().forEach(mean -> all.add(mean.value()));
    ToDoubleFunction<String> ofVariant = variant -> expected.getOrDefault(variant, all).value();

    double work = 0;
    double longest = 0;
    for (Running trial : running) {
      double left = left(trial, ofVariant.applyAsDouble(trial.variant()));
      work += left;
      longest = Math.max(longest, left);
    }
    for (String variant : waiting) {
      work += ofVariant.applyAsDouble(variant);
    }
    return OptionalDouble.of(Math.max(longest, work / jobs));
  }

  /** What a running trial still needs, if all of it takes as long as is expected. */
  private double left(Running trial, double whole) {
    double done = trial.progress().fraction() - trial.phaseBefore();
    if (trial.progress().phase() == TrialPhase.EVALUATE && done >= LEAST_FRACTION) {
      return trial.phaseSeconds() / done * (1 - trial.progress().fraction());
    }
    double before = trial.trainedBefore() * whole * trainingShare();
    return Math.max(0, whole - before - trial.seconds());
  }

  /** What a running trial takes from its beginning to its end, by how far it is. */
  private OptionalDouble whole(Running trial) {
    double done = trial.progress().fraction() - trial.phaseBefore();
    if (done < LEAST_FRACTION) {
      return OptionalDouble.empty();
    }
    double phase = trial.phaseSeconds() / done;
    double earlier = trial.seconds() - trial.phaseSeconds();
    if (trial.progress().phase() != TrialPhase.EVALUATE) {
      return OptionalDouble.of(earlier + phase / trainingShare());
    }
    // Of a training that this attempt saw next to nothing of, nothing is known.
    double trained = 1 - trial.trainedBefore();
    return trained < LEAST_FRACTION
        ? OptionalDouble.empty()
        : OptionalDouble.of(earlier / trained + phase);
  }

  private double trainingShare() {
    return 1 - Math.min(evaluationShare.value(), 0.9);
  }

  /** The mean of some numbers; 0 of none. */
  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return count == 0 ? 0 : sum / count;
    }
  }
}
