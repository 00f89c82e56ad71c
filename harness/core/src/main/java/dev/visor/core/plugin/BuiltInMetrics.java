package dev.visor.core.plugin;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Metric;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.Success;
import dev.visor.api.TrialEvidence;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The metrics that are there without a plugin. Each is the mean over the episodes of every scored
 * evaluation, and then the mean over those evaluations.
 */
final class BuiltInMetrics {
  private BuiltInMetrics() {}

  static List<Metric> all() {
    return List.of(
        new ReturnRaw(),
        new Score(),
        new FinalReturn(),
        new EpisodeLength(),
        new SuccessRate(),
        new EnvironmentSteps());
  }

  private static double mean(
      List<Evaluation> evaluations, ToDoubleFunction<EvaluatedEpisode> quantity) {
    double sum = 0;
    for (Evaluation evaluation : evaluations) {
      double total = 0;
      for (EvaluatedEpisode episode : evaluation.episodes()) {
        total += quantity.applyAsDouble(episode);
      }
      sum += total / evaluation.episodes().size();
    }
    return sum / evaluations.size();
  }

  private static OptionalDouble meanOrNone(
      List<Evaluation> evaluations, ToDoubleFunction<EvaluatedEpisode> quantity) {
    return evaluations.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(mean(evaluations, quantity));
  }

  private record ReturnRaw() implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "return_raw", "reward", true, "Mean return over the scored evaluations.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      return meanOrNone(evidence.scored(), EvaluatedEpisode::totalReward);
    }
  }

  private record Score() implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "score_0_100",
          "points",
          true,
          "The same, with the task's two reference returns (visor envs show) at 0 and 100.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      return meanOrNone(
          evidence.scored(), episode -> evidence.task().returns().score(episode.totalReward()));
    }
  }

  private record FinalReturn() implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "final_return", "reward", true, "Mean return of the last evaluation alone.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      int count = evidence.curve().size();
      return meanOrNone(
          evidence.curve().subList(Math.max(count - 1, 0), count), EvaluatedEpisode::totalReward);
    }
  }

  private record EpisodeLength() implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "episode_length", "decisions", true, "Mean number of actions until an episode ends.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      return meanOrNone(evidence.scored(), EvaluatedEpisode::decisions);
    }
  }

  private record SuccessRate() implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "success_rate",
          "fraction",
          true,
          "Share of episodes at whose end the task was solved, where it says what solves it.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      boolean told =
          evidence.scored().stream()
              .flatMap(evaluation -> evaluation.episodes().stream())
              .noneMatch(episode -> episode.success() == Success.UNTOLD);
      return told
          ? meanOrNone(
              evidence.scored(), episode -> episode.success() == Success.SOLVED ? 1.0 : 0.0)
          : OptionalDouble.empty();
    }
  }

  private record EnvironmentSteps() implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor(
          "environment_steps",
          "control steps",
          false,
          "What training took in the task itself; 0 for offline training.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      return evidence.curve().isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(evidence.environmentSteps());
    }
  }
}
