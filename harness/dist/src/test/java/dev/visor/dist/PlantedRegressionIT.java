package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of the kind that nobody sees in a diff, each in one line of the product's own sources: the
 * gate finds them by the scores of short trainings. The budgets are near the smallest that show the
 * fault; the data are made once, by sound code.
 */
@Tag("slow")
class PlantedRegressionIT {
  private static final Path SOUND = Path.of(System.getProperty("visor.dist"));

  private static final String CLONING =
      """
      schema: 1
      name: cloning
      protocol: { eval_episodes: 5, eval_points: 1, checkpoint: final }
      observation: 32px
      tasks: [point_mass-dense@1]
      datasets: { kinds: [expert], sizes: [full] }
      seeds: 4
      profile: smoke
      algorithms:
        - bc: { updates: 300 }
      metrics: [return_raw, score_0_100]
      """;

  /**
   * An expert's data are narrow, and a policy that is paid for leaving them ends in a corner. All
   * heads and a large λ: with one head and λ = 1 the penalty decides next to nothing at such
   * budgets, whatever its sign.
   */
  private static final String PESSIMISM =
      """
      schema: 1
      name: pessimism
      protocol: { eval_episodes: 10, eval_points: 1, checkpoint: final }
      observation: 32px
      tasks: [point_mass-dense@1]
      datasets: { kinds: [expert], sizes: [full] }
      seeds: 3
      profile: quick
      algorithms:
        - lompo: { heads: all, penalty: mean, lambda: 30, model_updates: 800, agent_updates: 1500 }
      metrics: [return_raw, score_0_100]
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void runSoundCloning() throws IOException {
    Files.writeString(folder.resolve("cloning.yaml"), CLONING);
    assertThat(run(SOUND, "cloning", "sound").exit()).isZero();
  }

  @Test
  void soundRun_repeatsItself() {
    assertThat(run(SOUND, "cloning", "again").exit()).isZero();

    VisorProcess.Ended gate = gate("again", "sound");

    assertThat(gate.exit()).isZero();
    assertThat(gate.out()).contains("identical");
  }

  @Test
  void picturesScaledTwice_areARegressionOfCloning() {
    Path faulty =
        new PlantedFault(
                "lib/dev.visor.nn-0.1.0.jar",
                "harness/nn",
                "dev/visor/nn/PixelInput.java",
                "SCALE = 1 / 255f",
                "SCALE = 1 / 255f / 255f")
            .plant(SOUND, folder.resolve("scaled-twice"));
    assertThat(run(faulty, "cloning", "scaled").exit()).isZero();

    assertRegression(gate("scaled", "sound"), "bc/point_mass-dense@1/expert/full");
  }

  @Test
  void motorsOfATenthOfTheirGear_areARegression() {
    Path faulty =
        new PlantedFault(
                "plugins/dev.visor.control-0.1.0.jar",
                "environments/control",
                "dev/visor/plugin/control/ball.xml",
                "gear=\".1\"",
                "gear=\".01\"")
            .plant(SOUND, folder.resolve("weak-motors"));
    assertThat(run(faulty, "cloning", "weak").exit()).isZero();

    assertRegression(gate("weak", "sound"), "bc/point_mass-dense@1/expert/full");
  }

  @Test
  void penaltyOfTheWrongSign_isARegressionOfLompo() throws IOException {
    Files.writeString(folder.resolve("pessimism.yaml"), PESSIMISM);
    assertThat(run(SOUND, "pessimism", "pessimist").exit()).isZero();
    Path faulty =
        new PlantedFault(
                "plugins/dev.visor.lompo-0.1.0.jar",
                "plugins/lompo",
                "dev/visor/plugin/lompo/Imagination.java",
                "- scale.charge(penalty)",
                "+ scale.charge(penalty)")
            .plant(SOUND, folder.resolve("wrong-sign"));
    assertThat(run(faulty, "pessimism", "optimist").exit()).isZero();

    assertRegression(gate("optimist", "pessimist"), "lompo/point_mass-dense@1/expert/full");
  }

  @Test
  void datasetWithoutOneOfItsEpisodes_cannotBeCompared() {
    Path faulty =
        new PlantedFault(
                "plugins/dev.visor.behaviours-0.1.0.jar",
                "environments/behaviours",
                "dev/visor/plugin/behaviours/ScriptedTask.java",
                "FEW = 40;",
                "FEW = 39;")
            .plant(SOUND, folder.resolve("one-episode-less"));
    assertThat(run(faulty, "cloning", "shorter", "--set", "seeds=1").exit()).isZero();

    VisorProcess.Ended gate = gate("shorter", "sound");

    assertThat(gate.exit()).isEqualTo(5);
    assertThat(gate.out()).contains("not comparable").contains("dataset_identity");
  }

  private static void assertRegression(VisorProcess.Ended gate, String cell) {
    assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(3);
    assertThat(gate.out()).startsWith("Gate: regression").contains(cell).contains("worse");
  }

  private static VisorProcess.Ended run(
      Path distribution, String suite, String out, String... options) {
    String[] arguments = {"run", suite + ".yaml", "--out", out};
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return new VisorProcess(folder, distribution).run(all);
  }

  private static VisorProcess.Ended gate(String run, String against) {
    return new VisorProcess(folder, SOUND).run("gate", run, "--against", against);
  }
}
