package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins built in Maven projects of their own, against {@code dev.visor:api} alone: one learns and
 * stands on the leaderboard, the other throws and fails alone. The contract test and the suite that
 * the first one's README names are not run.
 */
@Tag("slow")
class OutsidePluginIT {
  private static final Path ROOT = Path.of(System.getProperty("visor.root"));
  private static final Path SAMPLES = ROOT.resolve("harness/dist/src/it");

  private static final String SUITE =
      """
      schema: 1
      name: outside
      protocol: { eval_episodes: 10, eval_points: 1, checkpoint: final }
      observation: 32px
      tasks: [point_mass-dense@1]
      datasets: { kinds: [expert], sizes: [1k] }
      seeds: 2
      profile: smoke
      algorithms: [nearest-neighbour, throws, random]
      metrics: [return_raw, score_0_100]
      """;

  @TempDir Path folder;

  @Test
  void outsidePlugin_standsOnTheLeaderboard_andAThrowingOneFailsAlone() throws Exception {
    maven(ROOT, "install", "-DskipTests", "-pl", "harness/api", "-am");
    String good = build("sample-plugin", "nearest-neighbour-1.0.0.jar", "-Dapi-only");
    String bad = build("throwing-plugin", "throwing-1.0.0.jar");
    Files.writeString(folder.resolve("suite.yaml"), SUITE);

    VisorProcess.Ended ended =
        new VisorProcess(folder)
            .run("run", "suite.yaml", "--out", "run", "--plugin", good, "--plugin", bad);

    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    List<String> rows = Files.readAllLines(folder.resolve("run/trials.csv"));
    assertThat(rows).filteredOn(row -> row.contains("nearest-neighbour")).hasSize(4);
    assertThat(rows)
        .filteredOn(row -> row.contains(",throws,"))
        .hasSize(4)
        .allMatch(row -> row.contains("failed") && row.contains("Exception"));
    assertThat(rows).filteredOn(row -> row.contains(",ok,")).hasSize(8);
    assertThat(ended.out()).contains("nearest-neighbour").contains("throws has no rank");
  }

  /** Copies a sample away from this checkout, and builds it there. */
  private String build(String sample, String jar, String... options) throws Exception {
    Path copy = folder.resolve(sample);
    try (Stream<Path> files = Files.walk(SAMPLES.resolve(sample))) {
      for (Path file : files.filter(path -> !path.toString().contains("/target")).toList()) {
        Path target = copy.resolve(SAMPLES.resolve(sample).relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    List<String> arguments = new ArrayList<>(List.of("package"));
    arguments.addAll(List.of(options));
    maven(copy, arguments.toArray(String[]::new));
    return copy.resolve("target").resolve(jar).toString();
  }

  private void maven(Path project, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("mvnw").toString());
    command.addAll(List.of("-B", "-q"));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "maven", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
