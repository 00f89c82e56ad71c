package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake gives one clear error with its place and a remedy, and touches nothing. */
class WrongInputIT {
  private static final String SUITE =
      """
      schema: 1
      name: tiny
      protocol: { eval_episodes: 10, eval_points: 1, checkpoint: final }
      observation: 32px
      tasks: [point_mass-dense@1]
      datasets: { kinds: [expert], sizes: [full] }
      seeds: 1
      profile: smoke
      algorithms: [random]
      metrics: [return_raw]
      """;

  @TempDir Path folder;
  private VisorProcess visor;

  @BeforeEach
  void processes() {
    visor = new VisorProcess(folder);
  }

  @Test
  void misspeltKey_isTold_withLineAndNearestName() throws IOException {
    Path suite = suite(SUITE.replace("seeds:", "sedes:"));

    VisorProcess.Ended ended = visor.run("run", suite.toString(), "--out", "run");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("sedes").contains("seeds").contains("suite.yaml:7:1");
    nothingIsTouched();
  }

  @Test
  void unknownAlgorithm_isTold_withPlaceAndNearestName() throws IOException {
    Path suite = suite(SUITE.replace("[random]", "[randm]"));

    VisorProcess.Ended ended = visor.run("run", suite.toString(), "--out", "run");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("randm").contains("random").contains("suite.yaml:9:");
    nothingIsTouched();
  }

  @Test
  void missingDataset_isTold_withTheCommandThatListsThem() throws IOException {
    Path suite = suite(SUITE.replace("[expert]", "[exprt]"));

    VisorProcess.Ended ended = visor.run("run", suite.toString(), "--out", "run");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("exprt").contains("expert").contains("suite.yaml:6:");
    nothingIsTouched();
  }

  @Test
  void brokenYaml_isTold_withLine() throws IOException {
    Path suite = suite(SUITE.replace("{ kinds: [expert],", "{ kinds: [expert,"));

    VisorProcess.Ended ended = visor.run("run", suite.toString(), "--out", "run");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("suite.yaml:");
    assertThat(ended.err()).doesNotContain("\tat ");
    nothingIsTouched();
  }

  @Test
  void corruptedArray_isTold_withFileEpisodeAndRemedy_andNoTrialRuns() throws IOException {
    Path suite = suite(SUITE);
    assertThat(visor.run("datasets", "build", "point_mass-dense/expert").exit()).isZero();
    Path image = file("image.npy");
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length - 1000] ^= 1;
    Files.write(image, bytes);

    VisorProcess.Ended ended = visor.run("run", suite.toString(), "--out", "run");

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.err())
        .contains("image.npy")
        .contains("episode 39")
        .contains("visor datasets build point_mass-dense/expert@1 --image 32px --rebuild");
    assertThat(folder.resolve("run/trials.csv")).doesNotExist();
    assertThat(Files.readAllBytes(image)).isEqualTo(bytes);
  }

  @Test
  void misspeltCommandAndOption_areTold_withTheNearest() {
    VisorProcess.Ended command = visor.run("rnu");
    VisorProcess.Ended option = visor.run("envs", "list", "--jsn");

    assertThat(command.exit()).isEqualTo(2);
    assertThat(command.err()).contains("did you mean").contains("run");
    assertThat(option.exit()).isEqualTo(2);
    assertThat(option.err()).contains("--jsn").contains("did you mean --json");
  }

  private Path suite(String text) throws IOException {
    return Files.writeString(folder.resolve("suite.yaml"), text);
  }

  private void nothingIsTouched() {
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private Path file(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      List<Path> found = files.filter(path -> path.endsWith(name)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
