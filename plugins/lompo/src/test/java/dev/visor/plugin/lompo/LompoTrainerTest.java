package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.rssm.Heads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LompoTrainerTest {
  private static final int MODEL_UPDATES = 3;
  private static final int AGENT_UPDATES = 9;
  private static final DatasetView DATASET =
      TinyModel.randomDataset(RandomStream.of("trainer"), 12, 5, 9);

  private static TestContext context(String seed, Map<String, Object> changes) {
    return context(DATASET, seed, changes);
  }

  private static TestContext context(
      DatasetView dataset, String seed, Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>();
    all.put("deter", 6);
    all.put("stoch", 4);
    all.put("units", 8);
    all.put("depth", 1);
    all.put("modelBatch", 2);
    all.put("sequence", 4);
    all.put("modelUpdates", MODEL_UPDATES);
    all.put("agentUpdates", AGENT_UPDATES);
    all.put("refreshEvery", 4);
    all.put("startTraining", 60);
    all.putAll(changes);
    LompoParameters parameters =
        Vary.of(LompoParameters.defaults(Profile.SMOKE, Penalty.LOG_PROB, true), all);
    return new TestContext(dataset, ToyPointMass.spec(50), parameters, seed);
  }

  /** Everything that is off by default, on larger pictures of enough episodes to hold some out. */
  private static TestContext everything(String seed, Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>();
    all.put("actor", ActorKind.GAUSSIAN);
    all.put("heads", Heads.ALL);
    all.put("penalty", Penalty.MEAN);
    all.put("relativeLambda", 1.0);
    all.put("penaltyCentred", true);
    all.put("proprioception", true);
    all.put("averageTo", 32);
    all.put("actorAverage", 0.9);
    all.put("heldOut", 0.2);
    all.put("validations", 2);
    all.putAll(changes);
    DatasetView large =
        TinyModel.randomDataset(
            new ObservationSpec(64, 64, TinyModel.FELT),
            RandomStream.of("everything"),
            12,
            5,
            9,
            8,
            8,
            11,
            7,
            6,
            9,
            8);
    return context(large, seed, all);
  }

  private static LompoTrainer trainer(TestContext context) {
    return new LompoTrainer(context, context.parameters(LompoParameters.class));
  }

  private static void run(LompoTrainer trainer, long until) {
    while (trainer.done() < until) {
      trainer.step();
    }
  }

  private static byte[] saved(LompoTrainer trainer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    trainer.save(out);
    return out.toByteArray();
  }

  private static byte[] policy(LompoTrainer trainer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    trainer.writePolicy(out);
    return out.toByteArray();
  }

  @Test
  void updates_areThoseOfBothPhases() {
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      assertThat(trainer.updates()).isEqualTo(MODEL_UPDATES + AGENT_UPDATES);
      assertThat(trainer.policyFrom()).isEqualTo(MODEL_UPDATES);
      for (long i = 0; i < trainer.updates(); i++) {
        assertThat(trainer.done()).isEqualTo(i);
        trainer.step();
      }
    }
  }

  @Test
  void shareDone_weighsAnUpdateOfTheModelMoreThanOneOfTheAgent() {
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      assertThat(trainer.shareDone()).isEqualTo(0);
      trainer.step();
      double ofTheModel = trainer.shareDone();
      run(trainer, MODEL_UPDATES);
      double before = trainer.shareDone();
      trainer.step();
      assertThat(ofTheModel / (trainer.shareDone() - before)).isCloseTo(10, within(1e-6));
    }
  }

  @Test
  void policy_changesInTheSecondPhaseAlone_onceTheModelIsThere() throws IOException {
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      run(trainer, MODEL_UPDATES);
      byte[] before = policy(trainer);
      assertThat(policy(trainer)).isEqualTo(before);
      trainer.step();
      assertThat(policy(trainer)).isNotEqualTo(before);
    }
  }

  @Test
  void sameSeed_givesTheSameBytes_andAnotherSeedOthers() throws IOException {
    byte[] first;
    byte[] second;
    byte[] other;
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      run(trainer, trainer.updates());
      first = saved(trainer);
    }
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      run(trainer, trainer.updates());
      second = saved(trainer);
    }
    try (LompoTrainer trainer = trainer(context("b", Map.of()))) {
      run(trainer, trainer.updates());
      other = saved(trainer);
    }
    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest(name = "interrupted after {0} updates")
  @ValueSource(ints = {0, 2, MODEL_UPDATES, MODEL_UPDATES + 1, MODEL_UPDATES + 6})
  void resumed_endsWithTheBytesOfAnUninterruptedRun(int interruption) throws IOException {
    byte[] expected;
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      run(trainer, trainer.updates());
      expected = saved(trainer);
    }
    TestContext before = context("a", Map.of());
    byte[] checkpoint;
    try (LompoTrainer trainer = trainer(before)) {
      run(trainer, interruption);
      checkpoint = saved(trainer);
    }
    TestContext after = context("a", Map.of());
    try (LompoTrainer trainer = trainer(after)) {
      trainer.restore(new ByteArrayInputStream(checkpoint));
      after.random().seek(before.random().positions());
      assertThat(trainer.done()).isEqualTo(interruption);
      run(trainer, trainer.updates());
      assertThat(saved(trainer)).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "interrupted after {0} updates")
  @ValueSource(ints = {0, 2, MODEL_UPDATES, MODEL_UPDATES + 1, MODEL_UPDATES + 6})
  void resumed_withEverythingOn_endsWithTheSameBytesAndScalars(int interruption)
      throws IOException {
    TestContext whole = everything("a", Map.of());
    byte[] expected;
    byte[] acting;
    try (LompoTrainer trainer = trainer(whole)) {
      run(trainer, trainer.updates());
      expected = saved(trainer);
      acting = policy(trainer);
    }
    TestContext before = everything("a", Map.of());
    byte[] checkpoint;
    try (LompoTrainer trainer = trainer(before)) {
      run(trainer, interruption);
      checkpoint = saved(trainer);
    }
    TestContext after = everything("a", Map.of());
    try (LompoTrainer trainer = trainer(after)) {
      trainer.restore(new ByteArrayInputStream(checkpoint));
      after.random().seek(before.random().positions());
      run(trainer, trainer.updates());
      assertThat(saved(trainer)).isEqualTo(expected);
      assertThat(policy(trainer)).isEqualTo(acting);
    }
    after
        .lastScalars()
        .forEach(
            (name, value) -> assertThat(value).as(name).isEqualTo(whole.lastScalars().get(name)));
  }

  @Test
  void heldOut_andHowOftenTheyAreLookedAt_doNotChangeWhatIsLearnedFromTheRest() throws IOException {
    byte[] once;
    byte[] often;
    try (LompoTrainer trainer = trainer(everything("a", Map.of("validations", 1)))) {
      run(trainer, trainer.updates());
      once = saved(trainer);
    }
    try (LompoTrainer trainer = trainer(everything("a", Map.of("validations", 9)))) {
      run(trainer, trainer.updates());
      often = saved(trainer);
    }
    assertThat(often).isEqualTo(once);
  }

  @Test
  void withEverythingOn_scalarsTellOfItAndPicturesAreLeft() {
    TestContext context = everything("a", Map.of());
    try (LompoTrainer trainer = trainer(context)) {
      run(trainer, trainer.updates());
    }
    assertThat(context.lastScalars().keySet())
        .contains(
            "agent/entropy",
            "agent/temperature",
            "model/proprioception_loss",
            "model/terminal_loss",
            "penalty/data_mean",
            "penalty/lambda",
            "penalty/reward_deviation",
            "validation/kl",
            "validation/mean_auroc",
            "validation/psnr",
            "validation/value");
    assertThat(context.lastScalars().values()).allMatch(Double::isFinite);
    assertThat(context.lastScalars().get("penalty/lambda"))
        .isEqualTo(
            context.lastScalars().get("penalty/reward_deviation")
                / context.lastScalars().get("penalty/data_mean"));
    assertThat(context.left()).containsOnlyKeys("open-loop.gif", "open-loop.png");
  }

  @Test
  void aTaskThatNeverEnds_hasNoHeadForItsEnd_unlessOneIsAskedFor() {
    DatasetView endless = TinyModel.randomDataset(RandomStream.of("endless"), 12);
    for (Terminal terminal : Terminal.values()) {
      TestContext context = context(endless, "a", Map.of("terminal", terminal));
      try (LompoTrainer trainer = trainer(context)) {
        run(trainer, 1);
      }
      assertThat(context.lastScalars().containsKey("model/terminal_loss"))
          .as(terminal.name())
          .isEqualTo(terminal == Terminal.ON);
    }
  }

  @Test
  void resumed_withStreamsPutBackBeforeTheTrainerIsMade_endsWithTheSameBytes() throws IOException {
    byte[] expected;
    TestContext before = context("a", Map.of());
    byte[] checkpoint;
    Map<String, Long> positions;
    try (LompoTrainer trainer = trainer(before)) {
      run(trainer, 2);
      checkpoint = saved(trainer);
      positions = before.random().positions();
      run(trainer, trainer.updates());
      expected = saved(trainer);
    }
    TestContext after = context("a", Map.of());
    after.random().seek(positions);
    try (LompoTrainer trainer = trainer(after)) {
      trainer.restore(new ByteArrayInputStream(checkpoint));
      run(trainer, trainer.updates());
      assertThat(saved(trainer)).isEqualTo(expected);
    }
  }

  @Test
  void restore_ofOtherParametersOrAnotherFile_isRefused() throws IOException {
    byte[] checkpoint;
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      checkpoint = saved(trainer);
    }
    try (LompoTrainer wider = trainer(context("a", Map.of("deter", 7)))) {
      assertThatThrownBy(() -> wider.restore(new ByteArrayInputStream(checkpoint)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("other parameters");
      assertThatThrownBy(() -> wider.restore(new ByteArrayInputStream(new byte[100])))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no checkpoint");
      assertThatThrownBy(
              () ->
                  wider.restore(
                      new ByteArrayInputStream(Arrays.copyOf(checkpoint, checkpoint.length / 2))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void datasetSmallerThanTheFirstImaginedRows_doesNotStall() {
    DatasetView small = TinyModel.randomDataset(RandomStream.of("small"), 2);
    Map<String, Object> changes = Map.of("startTraining", 1_000_000, "sequence", 6);
    try (LompoTrainer trainer = trainer(context(small, "a", changes))) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofMinutes(2), () -> run(trainer, trainer.updates()));
    }
  }

  @Test
  void cancellation_endsTheEncodingBeforeTheAgentsFirstUpdate() {
    boolean[] stop = {false};
    TestContext context = context("a", Map.of()).cancelledBy(() -> stop[0]);
    try (LompoTrainer trainer = trainer(context)) {
      run(trainer, MODEL_UPDATES);
      stop[0] = true;
      trainer.step();
      assertThat(trainer.done()).isEqualTo(MODEL_UPDATES);
      stop[0] = false;
      trainer.step();
      assertThat(trainer.done()).isEqualTo(MODEL_UPDATES + 1);
    }
  }

  @Test
  void anAbsurdLearningRateOfTheModel_isReportedAsDivergence() {
    try (LompoTrainer trainer =
        trainer(context("a", Map.of("modelRate", 1e30, "modelUpdates", 50)))) {
      assertThatThrownBy(() -> run(trainer, 50))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("world model");
    }
  }

  @Test
  void anAbsurdLearningRateOfTheAgent_isReportedAsDivergence() {
    try (LompoTrainer trainer =
        trainer(context("a", Map.of("criticRate", 1e30, "agentUpdates", 50)))) {
      assertThatThrownBy(() -> run(trainer, trainer.updates()))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("is not finite");
    }
  }

  @Test
  void scalars_tellOfBothPhasesAndOfImagination() {
    TestContext context = context("a", Map.of());
    try (LompoTrainer trainer = trainer(context)) {
      run(trainer, trainer.updates());
    }
    assertThat(context.lastScalars().keySet())
        .containsExactly(
            "agent/actor_gradient_norm",
            "agent/actor_loss",
            "agent/critic_gradient_norm",
            "agent/critic_loss",
            "agent/saturation",
            "agent/target",
            "agent/value",
            "imagination/penalty",
            "imagination/reward",
            "model/gradient_norm",
            "model/image_loss",
            "model/kl",
            "model/loss",
            "model/reward_loss",
            "model/terminal_loss");
    assertThat(context.lastScalars().values()).allMatch(Double::isFinite);
  }

  @Test
  void training_leavesStandardOutputAlone() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed));
    try (LompoTrainer trainer = trainer(context("a", Map.of()))) {
      run(trainer, trainer.updates());
    } finally {
      System.setOut(before);
    }
    assertThat(printed.size()).isZero();
  }
}
