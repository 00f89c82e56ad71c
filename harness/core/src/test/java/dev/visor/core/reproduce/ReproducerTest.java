package dev.visor.core.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.evidence.ArtifactDigests;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.run.Interruption;
import dev.visor.core.run.RunEvent;
import dev.visor.core.run.RunHost;
import dev.visor.core.run.ToyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials of the toy plugin, made again from what one run left. */
class ReproducerTest {
  @TempDir static Path place;
  @TempDir static Path home;
  @TempDir Path again;
  private static ToyRun toy;

  @BeforeAll
  static void recordARun() {
    toy = new ToyRun(place, home);
    toy.run(ToyRun.twoByTwo(40, 0), "recorded", ToyRun.inline());
  }

  private static Path recorded() {
    return toy.folder("recorded").path();
  }

  private List<Reproduction> reproduce(Claim... claims) {
    RunHost host = new RunHost(toy.host().plugins(), new DatasetStore(again.resolve("data")), home);
    return new Reproducer(host, event -> {})
        .reproduce(List.of(claims), again, ToyRun.inline(), new Interruption());
  }

  @Test
  void whole_run_is_made_again_with_its_data_byte_for_byte() {
    List<Claim> claims = Claims.of(recorded()).all();

    List<Reproduction> made = reproduce(claims.toArray(Claim[]::new));

    assertThat(made).hasSize(4);
    assertThat(made)
        .allSatisfy(
            one -> {
              assertThat(one.verdict()).isEqualTo(Reproduction.Verdict.IDENTICAL);
              assertThat(one.asked()).isEqualTo(DeterminismTier.BITWISE);
              assertThat(one.departure()).isEmpty();
              assertThat(one.obtainedReturn()).hasValue(one.recordedReturn());
            });
    assertThat(again.resolve("data")).isNotEmptyDirectory();
  }

  @Test
  void trials_folder_is_a_claim_of_one_trial_with_the_seeds_beside_it() throws IOException {
    Claim claim = Claims.ofTrial(trialFolder());

    assertThat(claim.seeds()).hasSize(2).contains(claim.manifest());
    assertThat(reproduce(claim))
        .extracting(Reproduction::verdict)
        .containsExactly(Reproduction.Verdict.IDENTICAL);
  }

  @Test
  void what_other_code_made_again_does_not_count() throws IOException {
    Path own = again.resolve("own");
    ToyRun changing = new ToyRun(Files.createDirectories(own), home);
    changing.run(ToyRun.twoByTwo(40, 0), "recorded", ToyRun.inline());
    Claim claim = Claims.of(changing.folder("recorded").path()).all().get(0);
    List<RunEvent> events = new ArrayList<>();
    reproduce(changing, events, claim);
    reproduce(changing, events, claim);
    changing.writeJar("1.0.1");

    reproduce(changing, events, claim);

    assertThat(events.stream().filter(event -> event instanceof RunEvent.TrialStarted)).hasSize(2);
  }

  @Test
  void what_other_code_made_does_not_stand_for_an_attempt_that_was_interrupted()
      throws IOException {
    Path own = again.resolve("own");
    ToyRun changing = new ToyRun(Files.createDirectories(own), home);
    changing.run(ToyRun.twoByTwo(40, 0), "recorded", ToyRun.inline());
    Claim claim = Claims.of(changing.folder("recorded").path()).all().get(0);
    reproduce(changing, new ArrayList<>(), claim);
    changing.writeJar("1.0.1");
    RunHost host =
        new RunHost(changing.host().plugins(), new DatasetStore(again.resolve("data")), home);
    Interruption interruption = new Interruption();

    List<Reproduction> made =
        new Reproducer(
                host,
                event -> {
                  if (event instanceof RunEvent.TrialStarted) {
                    interruption.request();
                  }
                })
            .reproduce(List.of(claim), again, ToyRun.inline(), interruption);

    assertThat(made).isEmpty();
  }

  private void reproduce(ToyRun by, List<RunEvent> events, Claim claim) {
    RunHost host = new RunHost(by.host().plugins(), new DatasetStore(again.resolve("data")), home);
    new Reproducer(host, events::add)
        .reproduce(List.of(claim), again, ToyRun.inline(), new Interruption());
  }

  @Test
  void what_is_recorded_wrongly_is_found_at_its_step() throws IOException {
    Claim claim = Claims.ofTrial(trialFolder());
    Manifest truth = claim.manifest();
    Claim wrongData =
        claim(with(truth, digests(truth, "0".repeat(64), truth.digests().policies())));
    TreeMap<Long, String> policies = new TreeMap<>(truth.digests().policies());
    policies.replaceAll((update, sha) -> update == 30 ? "0".repeat(64) : sha);
    Claim wrongPolicy = claim(with(truth, digests(truth, truth.digests().dataset(), policies)));
    Claim wrongReturn = claim(with(truth, shifted(truth, 1e-9)));

    Reproduction made = reproduce(wrongReturn).get(0);

    assertThat(departure(wrongData)).isEqualTo(Departure.Step.DATASET);
    assertThat(departure(wrongPolicy)).isEqualTo(Departure.Step.POLICY);
    assertThat(made.verdict()).isEqualTo(Reproduction.Verdict.DIFFERENT);
    assertThat(made.departure())
        .hasValueSatisfying(
            left -> {
              assertThat(left.step()).isEqualTo(Departure.Step.EVALUATION);
              assertThat(left.what()).startsWith("episode 0 of the evaluation after update 10");
            });
  }

  @Test
  void first_scalar_that_differs_is_named_with_its_update() throws IOException {
    Path copy = again.resolve("copy");
    Files.createDirectories(copy);
    for (String file : List.of("manifest.json", "scalars.csv")) {
      Files.copy(trialFolder().resolve(file), copy.resolve(file));
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(copy.resolve("scalars.csv")));
    String[] cells = lines.get(5).split(",");
    lines.set(5, String.join(",", cells[0], cells[1], cells[2], "12345.0"));
    Files.write(copy.resolve("scalars.csv"), lines);

    Reproduction made = reproduce(Claims.ofTrial(copy)).get(0);

    assertThat(made.verdict()).isEqualTo(Reproduction.Verdict.DIFFERENT);
    assertThat(made.departure())
        .hasValueSatisfying(
            left -> {
              assertThat(left.step()).isEqualTo(Departure.Step.TRAINING);
              assertThat(left.what()).contains(cells[2] + " 12345.0 at update " + cells[1]);
            });
  }

  @Test
  void numeric_tier_lets_last_digits_pass_and_nothing_more() throws IOException {
    Manifest recorded = Claims.ofTrial(trialFolder()).manifest();

    assertThat(judged(DeterminismTier.NUMERIC, recorded, shifted(recorded, 1e-8)).verdict())
        .isEqualTo(Reproduction.Verdict.WITHIN_TOLERANCE);
    assertThat(judged(DeterminismTier.NUMERIC, recorded, shifted(recorded, 1e-4)).verdict())
        .isEqualTo(Reproduction.Verdict.DIFFERENT);
  }

  @Test
  void statistical_tier_asks_the_recorded_seeds_and_five_of_them() throws IOException {
    Manifest recorded = Claims.ofTrial(trialFolder()).manifest();
    List<Manifest> seeds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      seeds.add(with(recorded, shifted(recorded, i)));
    }
    Claim few = new Claim(recorded, Optional.empty(), seeds.subList(0, 4));
    Claim enough = new Claim(recorded, Optional.empty(), seeds);
    Optional<Departure> left = Optional.of(new Departure(Departure.Step.EVALUATION, "it left"));

    // Returns 0 … 4 above the recorded: mean 2, deviation √2.5; the interval reaches to 2 ± 7.97.
    assertThat(
            Judgement.of(
                    DeterminismTier.STATISTICAL, few, with(recorded, shifted(recorded, 1)), left)
                .verdict())
        .isEqualTo(Reproduction.Verdict.UNDECIDED);
    assertThat(
            Judgement.of(
                    DeterminismTier.STATISTICAL,
                    enough,
                    with(recorded, shifted(recorded, 9.9)),
                    left)
                .verdict())
        .isEqualTo(Reproduction.Verdict.WITHIN_TOLERANCE);
    assertThat(
            Judgement.of(
                    DeterminismTier.STATISTICAL,
                    enough,
                    with(recorded, shifted(recorded, 10)),
                    left)
                .verdict())
        .isEqualTo(Reproduction.Verdict.DIFFERENT);
  }

  @Test
  void tier_is_what_code_java_and_processor_allow() throws IOException {
    Fingerprint here = Claims.ofTrial(trialFolder()).manifest().fingerprint();
    TreeMap<String, String> files = new TreeMap<>(here.files());
    files.replace("toy.jar", "0".repeat(64));

    PossibleTier same = PossibleTier.of(here, here, List.of());
    PossibleTier otherJava =
        PossibleTier.of(new Fingerprint(files, "Other 25", here.cpu(), 1), here, List.of());
    PossibleTier otherProcessor =
        PossibleTier.of(new Fingerprint(here.files(), here.java(), "Z80", 1), here, List.of());

    assertThat(same).isEqualTo(new PossibleTier(DeterminismTier.BITWISE, List.of()));
    assertThat(otherJava.tier()).isEqualTo(DeterminismTier.NUMERIC);
    assertThat(otherJava.reasons())
        .containsExactly(
            "the Java is " + here.java() + ", and was Other 25", "jars are others: toy.jar");
    assertThat(otherProcessor.tier()).isEqualTo(DeterminismTier.STATISTICAL);
    assertThat(otherProcessor.reasons()).singleElement().asString().endsWith("and was Z80");
    assertThat(same.asked(DeterminismTier.NUMERIC)).isEqualTo(DeterminismTier.NUMERIC);
    assertThat(otherProcessor.asked(DeterminismTier.BITWISE))
        .isEqualTo(DeterminismTier.STATISTICAL);
  }

  @Test
  void another_version_of_the_algorithm_is_another_question() throws IOException {
    Manifest recorded = Claims.ofTrial(trialFolder()).manifest();

    VisorException error = refused(of(recorded.trial(), "toy", 0));

    assertThat(error.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(error.what()).contains("version 0 of the algorithm toy, and version 1 is installed");
  }

  @Test
  void an_algorithm_that_is_not_installed_is_another_question() throws IOException {
    Manifest recorded = Claims.ofTrial(trialFolder()).manifest();

    VisorException error = refused(of(recorded.trial(), "gone", 1));

    assertThat(error.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(error.what()).contains("gone");
    assertThat(error.remedy()).contains("install");
  }

  private static PlannedTrial of(PlannedTrial trial, String algorithm, int version) {
    return new PlannedTrial(
        trial.id(),
        trial.identity(),
        trial.variant(),
        algorithm,
        version,
        trial.parameters(),
        trial.task(),
        trial.dataset(),
        trial.datasetIdentity(),
        trial.size(),
        trial.imageSize(),
        trial.seedIndex(),
        trial.suiteSeed(),
        trial.protocol());
  }

  private static VisorException refused(PlannedTrial trial) {
    return catchThrowableOfType(
        VisorException.class,
        () -> new Reconstruction(toy.host().plugins(), toy.host().datasets()).plan(List.of(trial)));
  }

  @Test
  void row_of_the_leaderboard_is_all_its_trials_and_a_draw_one_of_each_row() {
    Claims claims = Claims.of(recorded());

    List<Claim> drawn = claims.draw(2, 7);

    assertThat(claims.row(1)).hasSize(2);
    assertThat(drawn).extracting(claim -> claim.manifest().trial().group()).doesNotHaveDuplicates();
    assertThat(claims.draw(2, 7)).isEqualTo(drawn);
    assertThat(catchThrowableOfType(VisorException.class, () -> claims.row(99)).remedy())
        .startsWith("the leaderboard has the rows 1 to ");
    assertThat(catchThrowableOfType(VisorException.class, () -> claims.draw(3, 7)).remedy())
        .startsWith("there are 2 rows");
  }

  private Departure.Step departure(Claim claim) throws IOException {
    Manifest obtained = Claims.ofTrial(trialFolder()).manifest();
    return new Retrace(claim, obtained, toy.folder("recorded").trial(obtained.trial()))
        .departure()
        .orElseThrow()
        .step();
  }

  private static Path trialFolder() throws IOException {
    try (var trials = Files.list(toy.folder("recorded").trials())) {
      return trials.sorted().findFirst().orElseThrow();
    }
  }

  private static Judgement judged(
      DeterminismTier asked, Manifest recorded, List<Evaluation> obtained) {
    return Judgement.of(
        asked,
        claim(recorded),
        with(recorded, obtained),
        Optional.of(new Departure(Departure.Step.EVALUATION, "it left")));
  }

  private static Claim claim(Manifest manifest) {
    return new Claim(manifest, Optional.empty(), List.of(manifest));
  }

  private static ArtifactDigests digests(
      Manifest manifest, String dataset, SortedMap<Long, String> policies) {
    return new ArtifactDigests(dataset, manifest.digests().scalars(), policies);
  }

  /** Every return so much higher. */
  private static List<Evaluation> shifted(Manifest manifest, double by) {
    List<Evaluation> shifted = new ArrayList<>();
    for (Evaluation evaluation : manifest.evaluations()) {
      shifted.add(
          new Evaluation(
              evaluation.update(),
              evaluation.episodes().stream()
                  .map(
                      episode ->
                          new EvaluatedEpisode(
                              episode.totalReward() + by,
                              episode.decisions(),
                              episode.terminated()))
                  .toList()));
    }
    return shifted;
  }

  private static Manifest with(Manifest manifest, List<Evaluation> evaluations) {
    return with(manifest, evaluations, manifest.digests());
  }

  private static Manifest with(Manifest manifest, ArtifactDigests digests) {
    return with(manifest, manifest.evaluations(), digests);
  }

  private static Manifest with(
      Manifest manifest, List<Evaluation> evaluations, ArtifactDigests digests) {
    return new Manifest(
        manifest.trial(),
        manifest.status(),
        manifest.reason(),
        manifest.updates(),
        manifest.environmentSteps(),
        evaluations,
        manifest.determinism(),
        manifest.fingerprint(),
        digests,
        manifest.measures());
  }
}
