package dev.visor.plugin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Metric;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TrialEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;

class WorldModelMetricsTest {
  private static final TaskDescriptor TASK =
      new TaskDescriptor(
          new TaskId("reach", 1),
          "A task.",
          100,
          1,
          0.02,
          List.of("x"),
          List.of(),
          "side",
          32,
          0,
          1,
          new ReferenceReturns(0, 100),
          "ours",
          List.of());

  private static TrialEvidence that(Map<String, Double> measures) {
    return new TrialEvidence(TASK, List.of(), List.of(), 0, measures);
  }

  private static List<Metric> metrics() {
    return Arrays.stream(WorldModelMetrics.class.getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(Extension.class))
        .map(WorldModelMetricsTest::made)
        .toList();
  }

  private static Metric made(Class<?> type) {
    try {
      return (Metric) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void metric_isTheScalarThatTrainingRecorded() {
    TrialEvidence evidence = that(Map.of("validation/psnr", 21.5, "validation/mean_auroc", 0.8));

    assertThat(new WorldModelMetrics.PredictedPsnr().value(evidence)).hasValue(21.5);
    assertThat(new WorldModelMetrics.MeanDetection().value(evidence)).hasValue(0.8);
    assertThat(new WorldModelMetrics.PredictedSsim().value(evidence)).isEmpty();
  }

  @Test
  void imaginedReturn_isHeldAgainstTheRealOne() {
    Metric error = new WorldModelMetrics.ImaginedReturnError();

    assertThat(
            error.value(
                that(Map.of("validation/imagined_return", 3.0, "validation/real_return", 5.0))))
        .hasValue(2);
    assertThat(error.value(that(Map.of("validation/imagined_return", 3.0)))).isEmpty();
  }

  @Test
  void everyMetric_hasANameOfItsOwn_aUnit_andASentence() {
    assertThat(metrics())
        .hasSize(10)
        .allSatisfy(metric -> assertThat(metric.describe().unit()).isNotEmpty())
        .allSatisfy(metric -> assertThat(metric.describe().summary()).endsWith("."))
        .extracting(metric -> metric.describe().id())
        .doesNotHaveDuplicates();
  }
}
