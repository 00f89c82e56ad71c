package dev.visor.plugin.metrics;

import dev.visor.api.Metric;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.TrialEvidence;
import java.util.OptionalDouble;
import org.pf4j.Extension;

/**
 * Metrics of world models. A trainer that keeps some episodes of its dataset back records what its
 * model makes of them as {@link dev.visor.api.Scalars scalars} under the names that are constants
 * here, and has these metrics; a trial whose training recorded no such scalar has none.
 */
public final class WorldModelMetrics {
  private static final String VALIDATION = "validation/";

  private WorldModelMetrics() {}

  /** The last value of one scalar. */
  private abstract static class Measured implements Metric {
    private final MetricDescriptor descriptor;
    private final String scalar;

    Measured(String id, String unit, boolean higherIsBetter, String scalar, String summary) {
      this.descriptor = new MetricDescriptor(id, unit, higherIsBetter, summary);
      this.scalar = VALIDATION + scalar;
    }

    @Override
    public MetricDescriptor describe() {
      return descriptor;
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      Double value = evidence.measures().get(scalar);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }

  /** {@code validation/psnr}. */
  @Extension
  public static final class PredictedPsnr extends Measured {
    public PredictedPsnr() {
      super(
          "predicted_psnr",
          "dB",
          true,
          "psnr",
          "Peak signal-to-noise ratio of pictures predicted without seeing, mean over the steps.");
    }
  }

  /** {@code validation/ssim}. */
  @Extension
  public static final class PredictedSsim extends Measured {
    public PredictedSsim() {
      super(
          "predicted_ssim",
          "fraction",
          true,
          "ssim",
          "Structural similarity of pictures predicted without seeing, mean over the steps.");
    }
  }

  /** {@code validation/reward_error}. */
  @Extension
  public static final class PredictedRewardError extends Measured {
    public PredictedRewardError() {
      super(
          "predicted_reward_error",
          "reward",
          false,
          "reward_error",
          "Mean distance of rewards predicted without seeing from the real ones, a decision.");
    }
  }

  /** {@code validation/kl}. */
  @Extension
  public static final class HeldOutDivergence extends Measured {
    public HeldOutDivergence() {
      super(
          "held_out_kl",
          "nats",
          false,
          "kl",
          "Divergence of the posterior from the prior, on episodes that were held out.");
    }
  }

  /** {@code validation/log_prob_auroc}. */
  @Extension
  public static final class LogProbDetection extends Measured {
    public LogProbDetection() {
      super(
          "log_prob_auroc",
          "fraction",
          true,
          "log_prob_auroc",
          "How well the spread of log-probabilities tells the worst tenth of one-step errors.");
    }
  }

  /** {@code validation/mean_auroc}. */
  @Extension
  public static final class MeanDetection extends Measured {
    public MeanDetection() {
      super(
          "mean_auroc",
          "fraction",
          true,
          "mean_auroc",
          "How well the disagreement of means tells the worst tenth of one-step errors.");
    }
  }

  /** {@code validation/log_prob_rank_correlation}. */
  @Extension
  public static final class LogProbRanks extends Measured {
    public LogProbRanks() {
      super(
          "log_prob_rank_correlation",
          "fraction",
          true,
          "log_prob_rank_correlation",
          "Spearman's correlation of the spread of log-probabilities with the one-step error.");
    }
  }

  /** {@code validation/mean_rank_correlation}. */
  @Extension
  public static final class MeanRanks extends Measured {
    public MeanRanks() {
      super(
          "mean_rank_correlation",
          "fraction",
          true,
          "mean_rank_correlation",
          "Spearman's correlation of the disagreement of means with the one-step error.");
    }
  }

  /** {@code validation/value}. */
  @Extension
  public static final class PromisedValue extends Measured {
    public PromisedValue() {
      super(
          "promised_value",
          "discounted reward",
          true,
          "value",
          "What the critics promise at the start of held-out episodes; hold it against the return.");
    }
  }

  /** {@code validation/imagined_return} over {@code validation/real_return}. */
  @Extension
  public static final class ImaginedReturnError implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "imagined_return_error",
          "reward",
          false,
          "How far the imagined return of recorded actions is from the real one, without a sign.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      Double imagined = evidence.measures().get(VALIDATION + "imagined_return");
      Double real = evidence.measures().get(VALIDATION + "real_return");
      return imagined == null || real == null
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.abs(imagined - real));
    }
  }
}
