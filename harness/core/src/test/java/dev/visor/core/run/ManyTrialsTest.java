package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of many trials: what is done for each is done once, whatever their number. */
class ManyTrialsTest {
  private static final Path OWN_READS = Path.of("/proc/self/io");

  @TempDir static Path home;
  @TempDir Path place;
  private ToyRun toy;

  @BeforeEach
  void makeThePlugin() {
    toy = new ToyRun(place, home);
  }

  private static String suite(int trials) {
    return ToyRun.twoByTwo(40, 0)
        .replace("[random, expert]", "[random]")
        .replace("seeds: 2", "seeds: " + trials);
  }

  @Test
  void planning_allocates_in_proportion_to_the_trials() {
    toy.plan(suite(100));

    long few = allocated(() -> toy.plan(suite(1_000)));
    long many = allocated(() -> toy.plan(suite(10_000)));

    assertThat(many).isLessThan(13 * few);
  }

  @Test
  void manifests_that_are_kept_share_their_fingerprint_and_their_trial_is_the_plans()
      throws IOException {
    Plan plan = toy.plan(suite(20));
    RunFolder folder = finish(plan, "run");

    Inventory inventory = Inventory.of(plan.trials(), folder, CodeBase.of(toy.host()), false);

    assertThat(inventory.pending()).isEmpty();
    assertThat(inventory.done()).hasSize(20);
    List<Manifest> kept = inventory.done().values().stream().map(FinishedTrial::manifest).toList();
    Manifest first = kept.get(0);
    for (Manifest manifest : kept) {
      assertThat(manifest.fingerprint()).isSameAs(first.fingerprint());
      assertThat(plan.trials()).anyMatch(trial -> trial == manifest.trial());
    }
  }

  @Test
  void running_again_reads_each_manifest_once() throws IOException {
    assumeThat(OWN_READS).as("the kernel counts what a process reads").isReadable();
    Plan few = toy.plan(suite(20));
    Plan many = toy.plan(suite(220));
    RunFolder fewFolder = finish(few, "few");
    finish(many, "many");
    toy.run(suite(20), "few", ToyRun.inline());
    long size =
        Files.size(fewFolder.trial(few.trials().get(0)).manifest())
            + Files.size(fewFolder.trial(few.trials().get(0)).timings());

    long ofFew = read(() -> toy.run(suite(20), "few", ToyRun.inline()));
    long ofMany = read(() -> toy.run(suite(220), "many", ToyRun.inline()));

    assertThat((ofMany - ofFew) / 200).isBetween(size / 2, size * 3 / 2);
  }

  /** Every trial done, with the result that the first one has. */
  private RunFolder finish(Plan plan, String name) throws IOException {
    RunFolder folder = toy.folder(name);
    toy.run(suite(1), name, ToyRun.inline());
    PlannedTrial first = plan.trials().get(0);
    Manifest made = folder.manifest(first).orElseThrow();
    Timings timings = folder.timings(first).orElseThrow();
    for (PlannedTrial trial : plan.trials()) {
      new Manifest(
              trial,
              made.status(),
              "",
              made.updates(),
              0,
              made.evaluations(),
              made.determinism(),
              made.fingerprint(),
              made.digests(),
              made.measures())
          .write(folder.trial(trial).manifest());
      timings.write(folder.trial(trial).timings());
    }
    return folder;
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  /** Bytes that this process asks of the kernel. */
  private static long read(Runnable work) throws IOException {
    long before = charactersRead();
    work.run();
    return charactersRead() - before;
  }

  private static long charactersRead() throws IOException {
    for (String line : Files.readAllLines(OWN_READS)) {
      if (line.startsWith("rchar:")) {
        return Long.parseLong(line.substring("rchar:".length()).strip());
      }
    }
    throw new IOException("no rchar in " + OWN_READS);
  }
}
