package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a run's evidence, by the commands that a user types. */
@Tag("slow")
class EvidenceIT {
  private static final String SUITE =
      """
      schema: 1
      name: smoke
      protocol: { eval_episodes: 5, eval_points: 1, checkpoint: final }
      observation: 32px
      tasks: [point_mass-dense@1]
      datasets: { kinds: [expert], sizes: [1k] }
      seeds: 3
      profile: smoke
      algorithms: [bc, random]
      metrics: [score_0_100]
      """;

  private static final String CANARY = "canary-8c1f-nobody-may-see-this";

  @TempDir static Path folder;
  private static VisorProcess visor = new VisorProcess(Path.of(""));

  @BeforeAll
  static void run() throws IOException {
    visor = new VisorProcess(folder);
    Files.writeString(folder.resolve("suite.yaml"), SUITE);
    VisorProcess.Ended run =
        visor
            .with(Map.of("MY_API_TOKEN", CANARY))
            .run("run", "suite.yaml", "--out", "run", "--tensorboard");
    assertThat(run.exit()).as(run.err()).isZero();
  }

  @Test
  void secretOfTheEnvironment_isInNoFileOfTheRun_norInItsReport() throws IOException {
    VisorProcess.Ended report =
        visor.with(Map.of("MY_API_TOKEN", CANARY)).run("report", "run", "--films", "1");

    assertThat(report.exit()).as(report.err()).isZero();
    assertThat(folder.resolve("run/report.html")).exists();
    try (Stream<Path> files =
        Stream.concat(Files.walk(folder.resolve("run")), Files.walk(folder.resolve("home")))) {
      assertThat(files.filter(Files::isRegularFile).filter(EvidenceIT::readable).toList())
          .hasSizeGreaterThan(30)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain(CANARY));
    }
  }

  @Test
  void leaderboard_isExtended_byWhatIsMissingThere() throws IOException {
    Files.createDirectories(folder.resolve("board"));
    Files.writeString(folder.resolve("board/suite.yaml"), SUITE);
    VisorProcess.Ended first =
        visor.run(
            "run", "board", "--extend", "--only", "variant=random,seed=0..1", "--out", "first");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("visor publish first").contains("board adds it");
    assertThat(visor.run("publish", "first", "board").exit()).isZero();

    VisorProcess.Ended plan = visor.run("plan", "board", "--only", "variant=random");
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("3 trials, 0 done, 2 published").contains("--extend");

    VisorProcess.Ended second =
        visor.run("run", "board", "--extend", "--only", "variant=random", "--out", "second");

    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out()).contains("3/3");
    try (Stream<Path> trials = Files.list(folder.resolve("second/trials"))) {
      assertThat(trials).hasSize(1);
    }
    assertThat(visor.run("publish", "second", "board").exit()).isZero();
    VisorProcess.Ended third =
        visor.run("run", "board", "--extend", "--only", "variant=random", "--out", "third");
    assertThat(third.exit()).isZero();
    assertThat(third.out()).contains("3/3");
    assertThat(third.err()).contains("nothing is missing");
    assertThat(folder.resolve("third")).doesNotExist();
  }

  /** Copies of jars and libraries were there before the run. */
  private static boolean readable(Path file) {
    String name = file.getFileName().toString();
    return !name.endsWith(".jar") && !name.contains(".so");
  }

  @Test
  void gateWithConfirm_runsTheAccusedCellWithFurtherSeeds_andNoOther() throws IOException {
    runWhereCloningWasBetter("before");

    VisorProcess.Ended accused = visor.run("gate", "run", "--against", "before");
    VisorProcess.Ended confirmed =
        visor.run("gate", "run", "--against", "before", "--confirm", "--out", "further");

    assertThat(accused.exit()).as(accused.out() + accused.err()).isEqualTo(3);
    assertThat(confirmed.exit()).as(confirmed.out() + confirmed.err()).isEqualTo(3);
    assertThat(confirmed.err()).contains("1 cell accused").contains("further");
    List<String> further = Files.readAllLines(folder.resolve("further/trials.csv"));
    assertThat(further.subList(1, further.size()))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(row -> assertThat(row).contains(",bc.").doesNotContain(",random."))
        .noneMatch(row -> row.contains(".s0.") || row.contains(".s1.") || row.contains(".s2."));
    assertThat(folder.resolve("run/trials.csv")).content().doesNotContain(".s3.");
  }

  private static void runWhereCloningWasBetter(String name) throws IOException {
    Path other = Files.createDirectory(folder.resolve(name));
    Files.write(
        other.resolve("trials.csv"),
        Files.readAllLines(folder.resolve("run/trials.csv")).stream()
            .map(EvidenceIT::cloningWasBetter)
            .toList());
  }

  private static String cloningWasBetter(String row) {
    return row.contains(",bc.") ? row.replaceFirst("(?<=,true,)[0-9.E-]+(?=,)", "99") : row;
  }

  @Test
  void compare_tellsHowFarApartTwoRunsAre_andNeverFails() throws IOException {
    runWhereCloningWasBetter("other");

    VisorProcess.Ended same = visor.run("compare", "run", "run");
    VisorProcess.Ended far = visor.run("compare", "other", "run");

    assertThat(same.exit()).isZero();
    assertThat(same.out()).contains("identical");
    assertThat(far.exit()).as(far.err()).isZero();
    assertThat(far.out()).containsPattern("point_mass-dense@1/expert/1k +bc +99\\.0 .*-98");
  }

  @Test
  void reproductionThatASignalStops_exits130_andLeavesNothingBehind() throws Exception {
    Process process = visor.start("reproduce", "run");
    while (process.isAlive() && reproductions().isEmpty()) {
      Thread.sleep(20);
    }
    Path made = reproductions().get(0);
    while (process.isAlive() && !Files.exists(made.resolve("run-1/trials"))) {
      Thread.sleep(20);
    }

    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(reproductions()).isEmpty();
  }

  private static List<Path> reproductions() throws IOException {
    if (!Files.isDirectory(visor.temporary())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(visor.temporary())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("visor-reproduce-"))
          .toList();
    }
  }
}
