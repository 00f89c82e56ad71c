package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole suite, from physics to a leaderboard, with every algorithm at its smallest. */
@Tag("slow")
class EndToEndIT {
  private static final String SUITE =
      """
      schema: 1
      name: smoke
      protocol: { eval_episodes: 10, eval_points: 1, checkpoint: final }
      observation: 32px
      tasks: [point_mass-dense@1]
      datasets: { kinds: [medium-replay, expert], sizes: [1k] }
      seeds: 1
      profile: smoke
      algorithms: [lompo, lmrl, slac, bc, bc-graph, random]
      metrics: [return_raw, score_0_100]
      """;

  @TempDir static Path folder;
  private static VisorProcess visor;
  private static VisorProcess.Ended whole;

  /** One run of the suite, which the tests hold others against. */
  @BeforeAll
  static void run() throws IOException {
    visor = new VisorProcess(folder);
    Files.writeString(folder.resolve("suite.yaml"), SUITE);
    whole = visor.run("run", "suite.yaml", "--out", "whole");
  }

  @Test
  void suite_runs_repeatsToTheByte_andRunAgainDoesNothing() throws IOException {
    VisorProcess.Ended second = visor.run("run", "suite.yaml", "--out", "second");
    long written = Files.getLastModifiedTime(trial("whole")).toMillis();
    VisorProcess.Ended again = visor.run("run", "suite.yaml", "--out", "whole");

    assertThat(whole.exit()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("lompo", "bc", "bc-graph", "random");
    assertThat(second.exit()).isZero();
    assertThat(folder.resolve("second/trials.csv"))
        .hasSameBinaryContentAs(folder.resolve("whole/trials.csv"));
    assertThat(again.exit()).isZero();
    assertThat(again.out()).isEqualTo(whole.out());
    assertThat(Files.getLastModifiedTime(trial("whole")).toMillis()).isEqualTo(written);
  }

  @Test
  void trialsAreMadeAgain_identically_andAlteredEvidenceIsFoundAtItsStep() throws IOException {
    String only = "variant=random,bc,kind=expert";
    VisorProcess.Ended run = visor.run("run", "suite.yaml", "--out", "run", "--only", only);
    VisorProcess.Ended again = visor.run("reproduce", "run", "--json");
    Path scalars = trial("run").resolveSibling("scalars.csv");
    Files.writeString(scalars, Files.readString(scalars).replaceFirst(",[0-9.E-]+\n$", ",7.5\n"));
    VisorProcess.Ended altered = visor.run("reproduce", scalars.getParent().toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).containsPattern("(?s)\"identical\".*\"identical\"");
    assertThat(altered.exit()).isEqualTo(3);
    assertThat(altered.out()).contains("different").contains("from training on: scalars.csv has");
  }

  @Test
  void killedParent_leavesNoOrphan_andRunAgainDoesWhatIsMissing() throws Exception {
    Process parent = visor.start("run", "suite.yaml", "--out", "killed");
    while (parent.isAlive() && !Files.exists(folder.resolve("killed/trials"))) {
      Thread.sleep(50);
    }
    List<ProcessHandle> children = parent.descendants().toList();
    parent.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    VisorProcess.Ended again = visor.run("run", "suite.yaml", "--out", "killed");

    assertThat(children).allMatch(child -> !child.isAlive());
    assertThat(again.exit()).isZero();
    assertThat(folder.resolve("killed/trials.csv"))
        .hasSameBinaryContentAs(folder.resolve("whole/trials.csv"));
  }

  private static Path trial(String run) throws IOException {
    try (var trials = Files.list(folder.resolve(run).resolve("trials"))) {
      return trials.sorted().findFirst().orElseThrow().resolve("manifest.json");
    }
  }
}
