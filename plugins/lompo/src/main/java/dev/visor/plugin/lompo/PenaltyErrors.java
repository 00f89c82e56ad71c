package dev.visor.plugin.lompo;

import dev.visor.api.Scalars;
import dev.visor.nn.rssm.Gaussians;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether penalties know what a model does not: how well they tell its errors of one step on
 * held-out transitions, by rank correlation with the errors, and by the area under the curve of
 * detecting the worst tenth. The error is the distance of the posterior's mean from the mean of all
 * heads' means.
 */
final class PenaltyErrors {
  private static final double WORST = 0.1;

  /** The variance of log-densities puts everything in the order of their deviation. */
  private static final List<Penalty> MEASURED =
      List.of(Penalty.LOG_PROB, Penalty.MAX_STD, Penalty.MEAN);

  private final OpenLoop openLoop;
  private final HeldOutWindows windows;
  private final double[] errors;
  private final Map<Penalty, double[]> penalties = new EnumMap<>(Penalty.class);
  private double divergences;
  private int seen;

  PenaltyErrors(OpenLoop openLoop, HeldOutWindows windows) {
    this.openLoop = openLoop;
    this.windows = windows;
    errors = new double[windows.steps() * windows.count()];
    for (Penalty penalty : MEASURED) {
      penalties.put(penalty, new double[errors.length]);
    }
  }

  /** Takes the transitions to a time; those within the context are left out. */
  void followed(int t) {
    if (t < windows.context()) {
      return;
    }
    List<Gaussians> heads = openLoop.priors();
    Gaussians posterior = openLoop.posterior();
    for (int row = 0; row < windows.count(); row++) {
      errors[seen] = error(posterior, heads, row);
      for (Gaussians head : heads) {
        divergences += posterior.divergence(row, head, row) / heads.size();
      }
      for (Penalty penalty : MEASURED) {
        penalties.get(penalty)[seen] = penalty.of(heads, openLoop.guessed(), row);
      }
      seen++;
    }
  }

  private static double error(Gaussians posterior, List<Gaussians> heads, int row) {
    double square = 0;
    for (int i = row * posterior.size(); i < (row + 1) * posterior.size(); i++) {
      double mean = 0;
      for (Gaussians head : heads) {
        mean += (double) head.mean()[i] / heads.size();
      }
      square += (posterior.mean()[i] - mean) * (posterior.mean()[i] - mean);
    }
    return Math.sqrt(square);
  }

  /** Records the mean divergence and error, and for each penalty its two measures. */
  void record(Scalars scalars, long update) {
    boolean[] worst = Detection.greatest(errors, WORST);
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    scalars.record("kl", update, divergences / seen);
    scalars.record("one_step_error", update, sum / seen);
    for (Penalty penalty : MEASURED) {
      String name = penalty.name().toLowerCase(Locale.ROOT);
      double[] values = penalties.get(penalty);
      scalars.record(name + "_rank_correlation", update, RankCorrelation.of(values, errors));
      scalars.record(name + "_auroc", update, Detection.area(values, worst));
    }
  }
}
