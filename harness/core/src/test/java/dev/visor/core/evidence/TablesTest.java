package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.api.Metric;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.Profile;
import dev.visor.api.TrialEvidence;
import dev.visor.core.VisorException;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plan.Planner;
import dev.visor.core.plan.SmallWorld;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.SuiteWriter;
import dev.visor.core.suite.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** trials.csv, timings.csv and curves.csv of a small run in which one trial failed. */
class TablesTest {
  private static final PluginRegistry REGISTRY = SmallWorld.registry();
  private static final Plan PLAN =
      new Planner(REGISTRY)
          .plan(
              new Suite(
                  "small",
                  1,
                  new Protocol(2, 4, CheckpointRule.LAST3, 1, Duration.ofHours(1)),
                  32,
                  List.of("walker-walk@1"),
                  List.of("expert"),
                  List.of(DatasetSize.FULL),
                  2,
                  Profile.SMOKE,
                  List.of(
                      new Variant("bc", "bc", Map.of(), ""),
                      new Variant("plain", "lompo", Map.of(), "")),
                  List.of("return_raw", "score_0_100")));
  private static final List<Metric> METRICS =
      List.of(REGISTRY.metric("return_raw"), REGISTRY.metric("score_0_100"));

  /** Means over the last three evaluations of {@link Samples#ok}. */
  private static final double RETURN = (200 + 500 + (0.1 + 0.2 + 1e-9) / 2) / 3;

  private static final double SCORE =
      ((10.0 + 30) / 2 + (40.0 + 60) / 2 + (100 * (0.1 + 0.2) / 1000 + 100 * 1e-9 / 1000) / 2) / 3;

  @TempDir Path folder;

  /** The second trial failed; the last one has not ended. */
  private static Map<String, Manifest> manifests() {
    Map<String, Manifest> manifests = new HashMap<>();
    List<PlannedTrial> trials = PLAN.trials();
    manifests.put(trials.get(0).id(), Samples.ok(trials.get(0)));
    manifests.put(trials.get(1).id(), Samples.failed(trials.get(1), "=boom, \"it\" broke"));
    manifests.put(trials.get(2).id(), Samples.ok(trials.get(2)));
    return manifests;
  }

  @Test
  void trials_have_a_row_for_each_metric_in_plan_order() {
    List<TrialRow> rows = TrialsCsv.rows(PLAN, manifests(), METRICS);

    assertThat(rows)
        .extracting(
            TrialRow::variant,
            TrialRow::seedIndex,
            TrialRow::metric,
            TrialRow::status,
            TrialRow::value)
        .containsExactly(
            tuple("bc", 0, "return_raw", TrialStatus.OK, OptionalDouble.of(RETURN)),
            tuple("bc", 0, "score_0_100", TrialStatus.OK, OptionalDouble.of(SCORE)),
            tuple("bc", 1, "return_raw", TrialStatus.FAILED, OptionalDouble.empty()),
            tuple("bc", 1, "score_0_100", TrialStatus.FAILED, OptionalDouble.empty()),
            tuple("plain", 0, "return_raw", TrialStatus.OK, OptionalDouble.of(RETURN)),
            tuple("plain", 0, "score_0_100", TrialStatus.OK, OptionalDouble.of(SCORE)));
  }

  @Test
  void final_value_is_that_of_the_last_evaluation_alone() {
    List<TrialRow> rows = TrialsCsv.rows(PLAN, manifests(), METRICS);

    assertThat(rows.get(0).finalValue()).hasValue((0.1 + 0.2 + 1e-9) / 2);
    assertThat(rows.get(2).finalValue()).isEmpty();
  }

  @Test
  void row_says_what_was_asked_and_how() {
    TrialRow row = TrialsCsv.rows(PLAN, manifests(), METRICS).get(2);

    assertThat(row.suiteSha()).isEqualTo(SuiteWriter.sha256(PLAN.suite()));
    assertThat(row.group()).isEqualTo("walker-walk@1/expert/full");
    assertThat(row.parameters()).isEqualTo("learning_rate=0.001;updates=10");
    assertThat(row.seeds()).isEqualTo(2);
    assertThat(row.reason()).isEqualTo("=boom, \"it\" broke");
    assertThat(row.checkpointRule()).isEqualTo(CheckpointRule.LAST3);
    assertThat(row.manifestSha())
        .isEqualTo(Samples.failed(PLAN.trials().get(1), "=boom, \"it\" broke").sha256());
  }

  @Test
  void metric_that_gives_no_number_leaves_an_empty_cell_and_says_why() {
    List<TrialRow> rows =
        TrialsCsv.rows(
            PLAN,
            manifests(),
            List.of(
                new Made(OptionalDouble::empty),
                new Made(
                    () -> {
                      throw new NoClassDefFoundError("com/example/Left/Out");
                    }),
                new Made(() -> OptionalDouble.of(1 / 0.0)),
                new Made(
                    () -> {
                      throw new IllegalStateException("no idea");
                    })));

    assertThat(rows.subList(0, 6))
        .extracting(TrialRow::value, TrialRow::reason)
        .containsExactly(
            tuple(OptionalDouble.empty(), ""),
            tuple(
                OptionalDouble.empty(),
                "the metric failed: java.lang.NoClassDefFoundError: com/example/Left/Out"),
            tuple(OptionalDouble.empty(), "the metric gave Infinity"),
            tuple(
                OptionalDouble.empty(),
                "the metric failed: java.lang.IllegalStateException: no idea"),
            tuple(OptionalDouble.empty(), "=boom, \"it\" broke"),
            tuple(OptionalDouble.empty(), "=boom, \"it\" broke"));
  }

  @Test
  void all_tables_are_read_back_as_they_were_written() throws IOException {
    RunFolder run = new RunFolder(folder);
    Timings timings = new Timings(1, 0.1, 0.2, 0.05, 0.05, 123.5);
    Map<String, Timings> costs = Map.of(PLAN.trials().get(1).id(), timings);
    List<TrialRow> trials = TrialsCsv.rows(PLAN, manifests(), METRICS);
    List<TimingRow> timingRows = TimingsCsv.rows(PLAN, manifests(), costs);
    List<CurveRow> curves = CurvesCsv.rows(PLAN, manifests());
    TrialsCsv.write(run.trialsCsv(), trials);
    TimingsCsv.write(run.timingsCsv(), timingRows);
    CurvesCsv.write(run.curvesCsv(), curves);

    assertThat(TrialsCsv.read(run.trialsCsv())).isEqualTo(trials).hasSize(6);
    assertThat(TimingsCsv.read(run.timingsCsv())).isEqualTo(timingRows).hasSize(1);
    assertThat(CurvesCsv.read(run.curvesCsv())).isEqualTo(curves).hasSize(9);
  }

  @Test
  void trials_are_the_same_bytes_every_time() throws IOException {
    Path one = folder.resolve("one.csv");
    Path two = folder.resolve("two.csv");
    TrialsCsv.write(one, TrialsCsv.rows(PLAN, manifests(), METRICS));
    TrialsCsv.write(two, TrialsCsv.rows(PLAN, manifests(), METRICS));

    assertThat(one).hasSameBinaryContentAs(two);
    assertThat(Files.readAllLines(one).get(0))
        .isEqualTo(
            "schema,suite,suite_sha,trial,identity,variant,algorithm,algorithm_version,parameters,"
                + "task,kind,size,dataset,dataset_identity,image_size,seed_index,seeds,suite_seed,"
                + "status,reason,metric,unit,higher_is_better,value,final_value,eval_episodes,"
                + "eval_points,checkpoint_rule,threads,updates,online_env_steps,determinism,"
                + "fingerprint,manifest_sha");
  }

  @Test
  void curve_keeps_what_a_failed_trial_got_to() {
    assertThat(CurvesCsv.rows(PLAN, manifests()))
        .filteredOn(row -> row.status() == TrialStatus.FAILED)
        .extracting(CurveRow::point, CurveRow::update, CurveRow::meanReturn, CurveRow::meanScore)
        .containsExactly(tuple(1, 125L, 1.5, 0.15));
  }

  @Test
  void value_of_a_trial_that_is_not_ok_is_damage() throws IOException {
    Path file = folder.resolve("trials.csv");
    TrialsCsv.write(file, TrialsCsv.rows(PLAN, manifests(), METRICS));
    Files.writeString(
        file, Files.readString(file).replace("points,true,,,", "points,true,100.0,100.0,"));

    assertThat(catchThrowableOfType(VisorException.class, () -> TrialsCsv.read(file)).what())
        .contains("has the status failed and yet a value");
  }

  private record Made(Supplier<OptionalDouble> made) implements Metric {
    @Override
    public MetricDescriptor describe() {
      return new MetricDescriptor("made", "points", true, "Whatever it is told.");
    }

    @Override
    public OptionalDouble value(TrialEvidence evidence) {
      return made.get();
    }
  }
}
