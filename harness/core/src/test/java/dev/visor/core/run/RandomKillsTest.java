package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.RandomStream;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, of the parent, of a child, and of the parent in the middle of
 * a commit. {@code -Dvisor.kills=200} sets how many, {@code -Dvisor.kills.seed=7} which moments.
 */
@Tag("slow")
class RandomKillsTest {
  private static final String SUITE = ToyRun.twoByTwo(120, 5);
  private static final int KILLS = Integer.getInteger("visor.kills", 20);
  private static final long SEED = Long.getLong("visor.kills.seed", 1);
  private static final int LONGEST_DELAY_MILLIS = 5000;

  @TempDir Path place;
  @TempDir Path home;
  private final RandomStream random = RandomStream.of("kills", Long.toString(SEED));
  private final Map<String, String> finished = new TreeMap<>();
  private ToyRun toy;
  private List<PlannedTrial> trials;
  private int runs;

  @BeforeEach
  void runUndisturbed() {
    toy = new ToyRun(place, home);
    trials = toy.plan(SUITE).trials();
    toy.run(SUITE, "undisturbed", ToyRun.inline());
  }

  @Test
  void no_finished_trial_is_lost_and_the_runs_end_with_the_bytes_of_an_undisturbed_one()
      throws Exception {
    for (int kill = 0; kill < KILLS; ) {
      ToyRunProcess run = ToyRunProcess.start(place, home, SUITE, folder());
      if (killAtRandom(run)) {
        kill++;
      }
      assertNothingLost("kill " + kill + " of seed " + SEED);
      if (finished.size() == trials.size()) {
        complete();
      }
    }
    complete();
  }

  private String folder() {
    return "run-" + runs;
  }

  /** A run that nobody kills does what is missing; the next kills are in a fresh folder. */
  private void complete() throws IOException {
    RunReport report = toy.run(SUITE, folder(), ToyRun.forked());

    assertThat(report.notOk()).isZero();
    assertThat(report.missing()).isZero();
    assertThat(toy.trials(folder())).isEqualTo(toy.trials("undisturbed"));
    assertThat(toy.folder(folder()).working())
        .satisfiesAnyOf(
            working -> assertThat(working).doesNotExist(),
            working -> assertThat(working).isEmptyDirectory());
    finished.clear();
    runs++;
  }

  /** Kills parent or child; false if the run had ended before. */
  private boolean killAtRandom(ToyRunProcess run) throws InterruptedException {
    long delay = random.nextInt(LONGEST_DELAY_MILLIS);
    switch (random.nextInt(3)) {
      case 0 -> awaitCommit(run, delay);
      case 1 -> {
        pause(run, delay);
        List<ProcessHandle> children = run.descendants();
        if (!children.isEmpty()) {
          children.get(random.nextInt(children.size())).destroyForcibly();
          // The child alone: its parent goes on, and ends by itself or is killed later.
          pause(run, random.nextInt(LONGEST_DELAY_MILLIS));
        }
      }
      default -> pause(run, delay);
    }
    boolean alive = run.alive();
    List<ProcessHandle> children = run.descendants();
    run.kill();
    // Half of the next runs begin while the children of this one are still about to end.
    if (random.nextInt(2) == 0) {
      assertThat(children).allSatisfy(RandomKillsTest::assertEnds);
    }
    return alive;
  }

  private static void assertEnds(ProcessHandle child) throws Exception {
    assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  private static void pause(ToyRunProcess run, long millis) throws InterruptedException {
    for (long waited = 0; waited < millis && run.alive(); waited += 20) {
      Thread.sleep(20);
    }
  }

  /** Until some trial is about to be moved to its place, and up to two milliseconds longer. */
  private void awaitCommit(ToyRunProcess run, long after) throws InterruptedException {
    pause(run, after);
    while (run.alive()
        && trials.stream()
            .noneMatch(trial -> Files.exists(toy.folder(folder()).working(trial).manifest()))) {
      LockSupport.parkNanos(50_000);
    }
    LockSupport.parkNanos(random.nextInt(2_000_000));
  }

  /** What was ok stays ok, byte for byte; whatever is in its place is whole. */
  private void assertNothingLost(String when) throws IOException {
    for (PlannedTrial trial : trials) {
      Path file = toy.folder(folder()).trial(trial).manifest();
      String before = finished.get(trial.id());
      if (before != null) {
        assertThat(file).as(when).hasContent(before);
      } else if (Files.exists(toy.folder(folder()).trial(trial).path())) {
        Manifest manifest = Manifest.read(file);
        assertThat(manifest.status()).as(when).isIn(TrialStatus.OK, TrialStatus.KILLED);
        if (manifest.status() == TrialStatus.OK) {
          finished.put(trial.id(), Files.readString(file));
        }
      }
    }
  }
}
