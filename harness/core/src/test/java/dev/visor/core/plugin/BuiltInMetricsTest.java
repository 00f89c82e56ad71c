package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Metric;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.Success;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TrialEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BuiltInMetricsTest {
  private static final TaskDescriptor TASK =
      new TaskDescriptor(
          TaskId.parse("walk@1"),
          "Walks.",
          10,
          1,
          0.1,
          List.of("x"),
          List.of(),
          "side",
          32,
          0,
          1,
          new ReferenceReturns(20, 220),
          "ours",
          List.of());

  private final PluginRegistry registry = PluginRegistry.of();
  private final Evaluation early = evaluation(100, 10, 30, 50);
  private final Evaluation late = evaluation(200, 100, 120);
  private final TrialEvidence evidence =
      new TrialEvidence(TASK, List.of(early, late), List.of(evaluation(50, 1000), early, late));

  private static Evaluation evaluation(long update, double... returns) {
    return new Evaluation(
        update,
        Arrays.stream(returns)
            .mapToObj(value -> new EvaluatedEpisode(value, (int) value / 10, false))
            .toList());
  }

  private double value(String metric) {
    return registry.metric(metric).value(evidence).orElseThrow();
  }

  @Test
  void return_raw_is_the_mean_over_evaluations_of_their_means_over_episodes() {
    assertThat(value("return_raw")).isEqualTo((30 + 110) / 2.0);
  }

  @Test
  void score_puts_the_random_return_at_0_and_the_reference_at_100() {
    assertThat(value("score_0_100")).isEqualTo(25);
  }

  @Test
  void final_return_is_that_of_the_last_evaluation_alone() {
    assertThat(value("final_return")).isEqualTo(110);
  }

  @Test
  void episode_length_counts_decisions() {
    assertThat(value("episode_length")).isEqualTo((3 + 11) / 2.0);
  }

  @Test
  void success_rate_is_the_share_of_episodes_that_solved_the_task_and_none_where_it_is_untold() {
    Evaluation told =
        new Evaluation(
            1,
            List.of(
                new EvaluatedEpisode(0, 1, false, Success.SOLVED),
                new EvaluatedEpisode(0, 1, false, Success.UNSOLVED),
                new EvaluatedEpisode(0, 1, false, Success.UNSOLVED),
                new EvaluatedEpisode(0, 1, false, Success.UNSOLVED)));
    Metric rate = registry.metric("success_rate");

    assertThat(rate.value(new TrialEvidence(TASK, List.of(told), List.of(told)))).hasValue(0.25);
    assertThat(rate.value(evidence)).isEmpty();
  }

  @Test
  void environment_steps_are_those_of_training() {
    TrialEvidence online = new TrialEvidence(TASK, List.of(late), List.of(late), 5000, Map.of());

    assertThat(registry.metric("environment_steps").value(online)).hasValue(5000);
    assertThat(value("environment_steps")).isZero();
  }

  @Test
  void without_an_evaluation_there_is_no_value() {
    TrialEvidence none = new TrialEvidence(TASK, List.of(), List.of());

    assertThat(registry.metrics())
        .allSatisfy(metric -> assertThat(metric.value(none)).isEqualTo(OptionalDouble.empty()));
  }

  @Test
  void every_metric_says_what_it_measures() {
    assertThat(registry.metrics())
        .allSatisfy(
            metric -> {
              assertThat(metric.describe().unit()).isNotEmpty();
              assertThat(metric.describe().summary()).endsWith(".");
            });
  }
}
