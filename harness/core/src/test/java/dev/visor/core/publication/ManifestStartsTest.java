package dev.visor.core.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Profile;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plan.Planner;
import dev.visor.core.plan.SmallWorld;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What trials scored from each start, read from what they left. */
class ManifestStartsTest {
  private static final PluginRegistry REGISTRY = SmallWorld.registry();
  private static final PlannedTrial TRIAL = trial();

  @TempDir Path run;

  @Test
  void valueOfAStart_isTheMeanOfItsEpisodesInTheScoredEvaluations() throws IOException {
    write(
        evaluation(1, 999, 999),
        evaluation(2, 0, 100),
        evaluation(3, 100, 300),
        evaluation(4, 200, 500));

    Map<String, double[]> values = new ManifestStarts(List.of(run), REGISTRY).of("score_0_100");

    assertThat(values).containsOnly(entry(TRIAL.id(), new double[] {10, 30}));
  }

  @Test
  void tableAlone_isAUsageError() throws IOException {
    Path table = Files.createFile(run.resolve("trials.csv"));

    VisorException refused =
        catchThrowableOfType(
            VisorException.class,
            () -> new ManifestStarts(List.of(table), REGISTRY).of("score_0_100"));

    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.what()).contains("a table alone");
  }

  private static Evaluation evaluation(long update, double... returns) {
    return new Evaluation(
        update,
        Arrays.stream(returns)
            .mapToObj(reward -> new EvaluatedEpisode(reward, 500, /* terminated= */ false))
            .toList());
  }

  private void write(Evaluation... evaluations) throws IOException {
    new Manifest(
            TRIAL,
            TrialStatus.OK,
            "",
            10,
            0,
            List.of(evaluations),
            DeterminismTier.BITWISE,
            new Fingerprint(new TreeMap<>(), "17", "avx2", 1))
        .write(new RunFolder(run).trial(TRIAL).manifest());
  }

  private static PlannedTrial trial() {
    return new Planner(REGISTRY)
        .plan(
            new Suite(
                "small",
                1,
                new Protocol(2, 4, CheckpointRule.LAST3, 1, Duration.ofHours(1)),
                32,
                List.of("walker-walk@1"),
                List.of("expert"),
                List.of(DatasetSize.FULL),
                1,
                Profile.SMOKE,
                List.of(new Variant("bc", "bc", Map.of(), "")),
                List.of("score_0_100")))
        .trials()
        .get(0);
  }
}
