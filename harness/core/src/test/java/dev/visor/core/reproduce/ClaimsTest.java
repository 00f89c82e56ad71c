package dev.visor.core.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a leaderboard claims, whose table is not looked at. */
class ClaimsTest {
  private static final Path QUICK = Path.of("..", "..", "leaderboards", "quick", "manifests");

  @TempDir Path folder;

  @Test
  void everyTrialHasTheSeedsOfItsVariantAndCell() throws IOException {
    write("one", 3);
    write("two", 2);

    List<Claim> claims = Claims.of(folder).all();

    assertThat(claims).hasSize(5);
    assertThat(claims)
        .allSatisfy(
            claim -> {
              String variant = claim.manifest().trial().variant();
              assertThat(claim.seeds())
                  .hasSize(variant.equals("one") ? 3 : 2)
                  .contains(claim.manifest())
                  .allMatch(seed -> seed.trial().variant().equals(variant));
            });
  }

  @Test
  void claimsAllocateInProportionToTheTrials_howeverManySeedsACellHas() throws IOException {
    write("one", 10);
    Claims few = Claims.of(folder);
    write("one", 100);
    Claims many = Claims.of(folder);
    few.all();

    long ofFew = allocated(few);
    long ofMany = allocated(many);

    assertThat(ofMany).isLessThan(13 * ofFew);
  }

  private static long allocated(Claims claims) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(claims.all()).isNotEmpty();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  /** One cell of a variant, with the result that some trial has. */
  private void write(String variant, int seeds) throws IOException {
    Manifest made = anyManifest();
    for (int seed = 0; seed < seeds; seed++) {
      PlannedTrial trial = trial(made.trial(), variant, seed);
      Path file = folder.resolve("manifests").resolve(trial.id() + ".json");
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
          .write(file);
    }
  }

  private static Manifest anyManifest() throws IOException {
    try (Stream<Path> files = Files.list(QUICK)) {
      return Manifest.read(files.sorted().findFirst().orElseThrow());
    }
  }

  private static PlannedTrial trial(PlannedTrial like, String variant, int seed) {
    return new PlannedTrial(
        variant + ".s" + seed,
        like.identity(),
        variant,
        like.algorithm(),
        like.algorithmVersion(),
        like.parameters(),
        like.task(),
        like.dataset(),
        like.datasetIdentity(),
        like.size(),
        like.imageSize(),
        seed,
        like.suiteSeed(),
        like.protocol());
  }
}
