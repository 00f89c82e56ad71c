package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.plan.Plan;
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
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as a run leaves them, and what becomes of them when somebody lends a hand. */
class GateEvidenceTest {
  private static final PluginRegistry REGISTRY = SmallWorld.registry();
  private static final int SEEDS = 5;

  @TempDir Path place;
  private Path run;
  private Path board;

  @BeforeEach
  void writeTwoSides() throws IOException {
    board = write("board", 700);
    run = write("run", 701);
  }

  @Test
  void untouchedEvidence_isRead_andPasses() {
    GateReport report = judge();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.errors()).isEmpty();
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void copyOfTheBaseline_isIdentical() throws IOException {
    run = write("copy", 700);

    assertThat(judge().verdict()).isEqualTo(Verdict.IDENTICAL);
  }

  @Test
  void sameValuesOfOtherEpisodes_areNotIdentical() throws IOException {
    run = write("other", 700, 25);

    assertThat(judge().verdict()).isNotEqualTo(Verdict.IDENTICAL);
  }

  @Test
  void valueRaisedByHand_isAlteredEvidence() throws IOException {
    replaceInTable("70.3,70.3", "90.3,90.3");

    GateReport report = judge();

    assertThat(report.verdict().exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(report.errors()).anyMatch(error -> error.contains("not what its manifest gives"));
  }

  @Test
  void valuesLoweredByHand_areARegression_andToldToBeAltered() throws IOException {
    replaceInTable("70[.]([0-9]),70[.][0-9],2,1", "21.$1,21.$1,2,1");

    GateReport report = judge();

    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(report.errors()).isNotEmpty();
  }

  @Test
  void episodeChangedByHand_isDamage() throws IOException {
    Path manifest = manifests(run).get(0);
    Files.writeString(manifest, Files.readString(manifest).replace("701.0", "999.0"));

    assertDamaged("another manifest");
  }

  @Test
  void statusChangedByHand_isDamage() throws IOException {
    replaceInTable("ok,,(score_0_100,points,true),70[.]1,70[.]1", "failed,it broke,$1,,");

    assertDamaged("differ in status");
  }

  @Test
  void missingManifest_isDamage() throws IOException {
    Files.delete(manifests(run).get(0));

    assertDamaged("cannot be read");
  }

  @Test
  void tableAlone_isTakenAsItStands_withANote() throws IOException {
    Path alone = Files.createDirectory(place.resolve("alone"));
    Files.copy(new RunFolder(run).trialsCsv(), new RunFolder(alone).trialsCsv());
    run = alone;

    GateReport report = judge();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.notes()).anyMatch(note -> note.contains("has no manifests"));
  }

  private GateReport judge() {
    Gate gate = new Gate(GatePolicy.DEFAULT, Remeasurement.by(REGISTRY), Clock.systemUTC());
    return gate.judge(GateEvidence.read(run), GateEvidence.read(board));
  }

  private void assertDamaged(String what) {
    VisorException damaged = catchThrowableOfType(VisorException.class, this::judge);
    assertThat(damaged).isNotNull();
    assertThat(damaged.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(damaged.what()).contains(what);
  }

  private void replaceInTable(String pattern, String by) throws IOException {
    Path table = new RunFolder(run).trialsCsv();
    String before = Files.readString(table);
    String after = before.replaceAll(pattern, by);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(table, after);
  }

  private static List<Path> manifests(Path run) throws IOException {
    try (var trials = Files.list(new RunFolder(run).trials())) {
      return trials.sorted().map(trial -> trial.resolve("manifest.json")).toList();
    }
  }

  private Path write(String name, double reward) throws IOException {
    return write(name, reward, 0);
  }

  /**
   * Writes a run of two episodes each.
   *
   * @param reward mean of both, of seed 0; each seed has one more
   * @param apart how far the two are from their mean
   */
  private Path write(String name, double reward, double apart) throws IOException {
    RunFolder folder = new RunFolder(place.resolve(name));
    Plan plan = plan();
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    for (PlannedTrial trial : plan.trials()) {
      double mean = reward + trial.seedIndex();
      Manifest manifest =
          new Manifest(
              trial,
              TrialStatus.OK,
              "",
              10,
              0,
              List.of(
                  new Evaluation(
                      10,
                      List.of(
                          new EvaluatedEpisode(mean - apart, 500, /* terminated= */ false),
                          new EvaluatedEpisode(mean + apart, 500, /* terminated= */ false)))),
              DeterminismTier.BITWISE,
              new Fingerprint(new TreeMap<>(), "17", "avx2", 1));
      manifest.write(folder.trial(trial).manifest());
      manifests.put(trial.id(), manifest);
    }
    TrialsCsv.write(
        folder.trialsCsv(),
        TrialsCsv.rows(plan, manifests, List.of(REGISTRY.metric("score_0_100"))));
    return folder.path();
  }

  private static Plan plan() {
    return new Planner(REGISTRY)
        .plan(
            new Suite(
                "small",
                1,
                new Protocol(2, 1, CheckpointRule.FINAL, 1, Duration.ofHours(1)),
                32,
                List.of("walker-walk@1"),
                List.of("expert"),
                List.of(DatasetSize.FULL),
                SEEDS,
                Profile.SMOKE,
                List.of(new Variant("bc", "bc", Map.of(), "")),
                List.of("score_0_100")));
  }
}
