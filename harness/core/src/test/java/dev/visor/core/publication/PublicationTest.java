package dev.visor.core.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Metric;
import dev.visor.api.Profile;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.leaderboard.LeaderboardTables;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
  private static final PluginRegistry REGISTRY = SmallWorld.registry();
  private static final List<Metric> METRICS = List.of(REGISTRY.metric("score_0_100"));
  private static final Plan PLAN = plan(3, Map.of());

  @TempDir Path place;
  private Path run;
  private Path leaderboard;

  @BeforeEach
  void makeFolders() throws IOException {
    run = Files.createDirectory(place.resolve("run"));
    leaderboard = Files.createDirectory(place.resolve("board"));
    Files.writeString(leaderboard.resolve("README.md"), "ours");
  }

  @Test
  void evidenceOfARun_becomesTheLeaderboards() throws IOException {
    finish(PLAN.trials().get(0), 400);
    finish(PLAN.trials().get(1), 500);

    assertThat(publish(false)).isEqualTo(new PublishedTrials(2, 0, 0, 0, 1));

    RunFolder board = new RunFolder(leaderboard);
    assertThat(TrialsCsv.read(board.trialsCsv()))
        .extracting(TrialRow::seedIndex)
        .containsExactly(0, 1);
    assertThat(LeaderboardTables.readLeaderboard(board.leaderboardCsv())).hasSize(2);
    assertThat(leaderboard.resolve("manifests").resolve(PLAN.trials().get(0).id() + ".json"))
        .hasSameBinaryContentAs(new RunFolder(run).trial(PLAN.trials().get(0)).manifest());
    assertThat(leaderboard.resolve("README.md")).hasContent("ours");
    assertThat(names(place)).containsExactlyInAnyOrder("run", "board");
  }

  @Test
  void secondRun_addsToTheFirst_inPlanOrder() throws IOException {
    finish(PLAN.trials().get(2), 600);
    publish(false);
    finish(PLAN.trials().get(0), 400);

    assertThat(publish(false)).isEqualTo(new PublishedTrials(1, 0, 1, 0, 1));

    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv()))
        .extracting(TrialRow::seedIndex)
        .containsExactly(0, 2);
  }

  @Test
  void publishingAgain_changesNoByte() throws IOException {
    finish(PLAN.trials().get(0), 400);
    publish(false);
    String before = Files.readString(new RunFolder(leaderboard).trialsCsv());

    assertThat(publish(false)).isEqualTo(new PublishedTrials(0, 0, 1, 0, 2));

    assertThat(new RunFolder(leaderboard).trialsCsv()).hasContent(before);
  }

  @Test
  void publicationsAtTheSameTime_loseNothing() throws Exception {
    Path other = Files.createDirectory(place.resolve("other"));
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 20; round++) {
        finish(run, PLAN.trials().get(0), round);
        finish(other, PLAN.trials().get(1), round);

        Future<PublishedTrials> one = both.submit(() -> publishHere(run));
        Future<PublishedTrials> two = both.submit(() -> publishHere(other));

        assertThat(List.of(one.get().missing(), two.get().missing())).contains(1);
        assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv())).hasSize(2);
        assertThat(names(place)).containsExactlyInAnyOrder("run", "other", "board");
        Files.delete(new RunFolder(leaderboard).trialsCsv());
        for (String manifest : names(leaderboard.resolve("manifests"))) {
          Files.delete(leaderboard.resolve("manifests").resolve(manifest));
        }
      }
    } finally {
      both.shutdown();
    }
  }

  private PublishedTrials publishHere(Path from) {
    Publication.recover(leaderboard);
    return new Publication(PLAN, METRICS, leaderboard).publish(from, /* replace= */ false);
  }

  @Test
  void runThatWasCutShortBeforeItWroteItsTables_isToBeRunAgain() throws IOException {
    fail(PLAN.trials().get(0));
    RunFolder folder = new RunFolder(run);
    TrialsCsv.write(
        folder.trialsCsv(), TrialsCsv.rows(PLAN, Evidence.read(run).manifests(), METRICS));
    finish(PLAN.trials().get(0), 400);

    VisorException refused = refused(false);

    assertThat(refused.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(refused.remedy()).contains("cut short", "--out " + run);
  }

  @Test
  void leaderboardBehindALink_isChangedWhereItIs() throws IOException {
    finish(PLAN.trials().get(0), 400);
    Path link = Files.createSymbolicLink(place.resolve("link"), leaderboard);

    new Publication(PLAN, METRICS, link).publish(run, /* replace= */ false);

    assertThat(link).isSymbolicLink();
    assertThat(leaderboard.resolve("README.md")).hasContent("ours");
    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv())).hasSize(1);
  }

  @Test
  void trialOfOtherParameters_isRefused_andNothingChanges() throws IOException {
    finish(PLAN.trials().get(0), 400);
    finish(plan(3, Map.of("updates", "77")).trials().get(1), 500);

    VisorException refused = refused(false);

    assertThat(refused.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(refused.what()).contains("the parameter updates is 77, not 10");
    assertThat(names(leaderboard)).containsExactly("README.md");
  }

  @Test
  void seedBeyondThoseOfTheSuite_isRefused() throws IOException {
    finish(plan(5, Map.of()).trials().get(4), 500);

    assertThat(refused(false).what()).contains("it has no seed 4");
  }

  @Test
  void trialsInCommonWithAnotherSuite_canBeTakenAlone() throws IOException {
    finish(PLAN.trials().get(0), 400);
    finish(plan(5, Map.of()).trials().get(4), 500);
    assertThat(refused(false).remedy()).contains("--common");

    assertThat(new Publication(PLAN, METRICS, leaderboard).publishCommon(run, /* replace= */ false))
        .isEqualTo(new PublishedTrials(1, 0, 0, 0, 2));

    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv()))
        .extracting(TrialRow::seedIndex)
        .containsExactly(0);
  }

  @Test
  void nothingInCommonWithAnotherSuite_isRefused_andSaysInWhatTheyDiffer() throws IOException {
    finish(plan(3, Map.of("updates", "77")).trials().get(0), 400);
    Publication publication = new Publication(PLAN, METRICS, leaderboard);

    VisorException refused =
        catchThrowableOfType(
            VisorException.class, () -> publication.publishCommon(run, /* replace= */ false));

    assertThat(refused.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(refused.what()).contains("the parameter updates is 77, not 10");
    assertThat(names(leaderboard)).containsExactly("README.md");
  }

  @Test
  void otherResultOfATrial_isRefused_unlessItIsToReplace() throws IOException {
    finish(PLAN.trials().get(0), 400);
    publish(false);
    finish(PLAN.trials().get(0), 401);

    VisorException refused = refused(false);
    assertThat(refused.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(refused.remedy()).contains("--replace");

    assertThat(publish(true)).isEqualTo(new PublishedTrials(0, 1, 0, 0, 2));
    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv()).get(0).value())
        .hasValue(40.1);
  }

  @Test
  void trialThatTheSuiteNoLongerAsksFor_staysInTheWay_unlessItIsToBeReplaced() throws IOException {
    PlannedTrial earlier = plan(3, Map.of("updates", "77")).trials().get(0);
    finish(leaderboard.resolve("earlier"), earlier, 300);
    Files.createDirectory(leaderboard.resolve("manifests"));
    Files.move(
        new RunFolder(leaderboard.resolve("earlier")).trial(earlier).manifest(),
        leaderboard.resolve("manifests").resolve(earlier.id() + ".json"));
    finish(PLAN.trials().get(0), 400);

    assertThat(refused(false).what()).contains("the parameter updates is 77, not 10");
    assertThat(publish(true)).isEqualTo(new PublishedTrials(1, 0, 0, 1, 2));
    assertThat(names(leaderboard.resolve("manifests")))
        .containsExactly(PLAN.trials().get(0).id() + ".json");
  }

  @Test
  void failedTrial_givesWayToOneThatIsOk_andNotTheOtherWay() throws IOException {
    fail(PLAN.trials().get(0));
    publish(false);
    finish(PLAN.trials().get(0), 400);
    assertThat(publish(false).replaced()).isEqualTo(1);

    fail(PLAN.trials().get(0));
    assertThat(publish(false).unchanged()).isEqualTo(1);
    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv()).get(0).status())
        .isEqualTo(TrialStatus.OK);
  }

  @Test
  void manifestThatWasTouched_isAnIntegrityError() throws IOException {
    finish(PLAN.trials().get(0), 400);
    publish(false);
    Path manifest = leaderboard.resolve("manifests").resolve(PLAN.trials().get(0).id() + ".json");
    Files.writeString(manifest, Files.readString(manifest).replace("400", "900"));

    VisorException refused = refused(false);

    assertThat(refused.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(refused.what()).contains("another manifest");
  }

  @Test
  void folderWithoutTrials_isAUsageError() {
    assertThat(refused(false).exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void publicationCutShortBetweenItsRenames_isUndone() throws IOException {
    Files.move(leaderboard, place.resolve(".board.last"));
    Files.createDirectory(place.resolve(".board.next"));

    Publication.recover(leaderboard);

    assertThat(leaderboard.resolve("README.md")).hasContent("ours");
    assertThat(names(place)).containsExactlyInAnyOrder("run", "board");
  }

  @Test
  void placeThatIsNotThere_needsNoRecovery() throws IOException {
    Publication.recover(place.resolve("nowhere").resolve("board"));

    assertThat(names(place)).containsExactlyInAnyOrder("run", "board");
  }

  @Test
  void variantThatTheSuiteCallsOtherwise_keepsItsEvidenceUnderItsNewName() throws IOException {
    finish(PLAN.trials().get(0), 400);
    finish(PLAN.trials().get(1), 500);
    publish(false);
    Plan renamed = plan(3, List.of(new Variant("cloning", "bc", Map.of(), "")));

    assertThat(Extension.of(leaderboard).missing(renamed).orElseThrow().trials())
        .isEqualTo(renamed.trials().subList(2, 3));
    assertThat(new Publication(renamed, METRICS, leaderboard).publish(leaderboard, false))
        .isEqualTo(new PublishedTrials(0, 0, 2, 0, 1));

    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv()))
        .extracting(TrialRow::variant, TrialRow::seedIndex)
        .containsExactly(tuple("cloning", 0), tuple("cloning", 1));
    assertThat(Evidence.read(leaderboard).manifests().keySet())
        .containsExactly(renamed.trials().get(0).id(), renamed.trials().get(1).id());
  }

  @Test
  void variantsOfTheSameParameters_shareTheirEvidence() throws IOException {
    Plan twins =
        plan(
            1,
            List.of(
                new Variant("bc", "bc", Map.of(), ""), new Variant("again", "bc", Map.of(), "")));
    finish(PLAN.trials().get(0), 400);

    assertThat(new Publication(twins, METRICS, leaderboard).publish(run, false))
        .isEqualTo(new PublishedTrials(2, 0, 0, 0, 0));

    assertThat(TrialsCsv.read(new RunFolder(leaderboard).trialsCsv()))
        .extracting(TrialRow::variant)
        .containsExactly("bc", "again");
    assertThat(Extension.of(leaderboard).missing(twins)).isEmpty();
  }

  @Test
  void extension_asksForWhatIsMissing_orDidNotEndWell() throws IOException {
    assertThat(Extension.of(leaderboard).missing(PLAN)).hasValue(PLAN);
    finish(PLAN.trials().get(0), 400);
    fail(PLAN.trials().get(1));
    publish(false);

    Extension extension = Extension.of(leaderboard.resolve("suite.yaml"));
    assertThat(extension.missing(PLAN).orElseThrow().trials())
        .isEqualTo(PLAN.trials().subList(1, 3));
    assertThat(extension.missing(PLAN).orElseThrow().datasets()).isEqualTo(PLAN.datasets());
    assertThat(extension.with(Optional.empty()))
        .extracting(TrialRow::seedIndex)
        .containsExactly(0, 1);

    finish(PLAN.trials().get(1), 500);
    finish(PLAN.trials().get(2), 600);
    publish(false);
    assertThat(Extension.of(leaderboard).missing(PLAN)).isEmpty();
    Plan other = plan(3, Map.of("updates", "77"));
    assertThat(Extension.of(leaderboard).missing(other)).hasValue(other);
  }

  private PublishedTrials publish(boolean replace) {
    return new Publication(PLAN, METRICS, leaderboard).publish(run, replace);
  }

  private VisorException refused(boolean replace) {
    VisorException refused = catchThrowableOfType(VisorException.class, () -> publish(replace));
    assertThat(refused).isNotNull();
    return refused;
  }

  private void finish(PlannedTrial trial, double reward) throws IOException {
    finish(run, trial, reward);
  }

  private static void finish(Path run, PlannedTrial trial, double reward) throws IOException {
    Evaluation evaluation =
        new Evaluation(10, List.of(new EvaluatedEpisode(reward, 500, /* terminated= */ false)));
    write(
        run,
        new Manifest(
            trial,
            TrialStatus.OK,
            "",
            10,
            0,
            List.of(evaluation),
            DeterminismTier.BITWISE,
            fingerprint()));
  }

  private void fail(PlannedTrial trial) throws IOException {
    write(
        run,
        new Manifest(
            trial,
            TrialStatus.FAILED,
            "it broke",
            3,
            0,
            List.of(),
            DeterminismTier.BITWISE,
            fingerprint()));
  }

  private static void write(Path run, Manifest manifest) throws IOException {
    manifest.write(new RunFolder(run).trial(manifest.trial()).manifest());
  }

  private static Fingerprint fingerprint() {
    return new Fingerprint(new TreeMap<>(), "17", "avx2", 1);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Plan plan(int seeds, Map<String, String> parameters) {
    return plan(seeds, List.of(new Variant("bc", "bc", parameters, "")));
  }

  private static Plan plan(int seeds, List<Variant> variants) {
    return new Planner(REGISTRY)
        .plan(
            new Suite(
                "small",
                1,
                new Protocol(1, 1, CheckpointRule.FINAL, 1, Duration.ofHours(1)),
                32,
                List.of("walker-walk@1"),
                List.of("expert"),
                List.of(DatasetSize.FULL),
                seeds,
                Profile.SMOKE,
                variants,
                List.of("score_0_100")));
  }
}
