package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One instance of each fingerprint. */
class FingerprintsTest {
  private static final Fingerprint READ = Samples.FINGERPRINT;

  @Test
  void threads_that_read_the_same_at_the_same_time_leave_with_one_instance() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 200; round++) {
        Fingerprints shared = new Fingerprints();
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Fingerprint> reader =
            () -> {
              Fingerprint copy = copy();
              String sha256 = copy.sha256();
              start.await();
              return shared.instance(copy, sha256);
            };
        Map<Fingerprint, Boolean> instances = new IdentityHashMap<>();
        List<Callable<Fingerprint>> readers = Stream.generate(() -> reader).limit(threads).toList();
        for (Future<Fingerprint> instance : pool.invokeAll(readers)) {
          instances.put(instance.get(), true);
        }
        assertThat(instances).as("round %d", round).hasSize(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void a_digest_that_is_not_that_of_the_fields_is_refused_also_when_another_has_it() {
    Fingerprints shared = new Fingerprints();
    shared.instance(READ, READ.sha256());
    Fingerprint altered = new Fingerprint(READ.files(), "17.0.16", READ.cpu(), READ.threads());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> shared.instance(altered, READ.sha256()))
        .withMessageContaining("SHA-256");
  }

  private static Fingerprint copy() {
    return new Fingerprint(READ.files(), READ.java(), READ.cpu(), READ.threads());
  }
}
