package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that allocates nothing leaves the garbage collector nothing to do. */
class AllocationTest {
  private static final int UPDATES = 50;
  private static final int ROUNDS = 6;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource(Precision.class)
  void updates_afterTheFirst_allocateNothing(Precision precision) {
    assumeThat(precision.available()).as("this processor computes with %s", precision).isTrue();
    try (Workspace workspace = new Workspace()) {
      SmallNetwork network = new SmallNetwork(workspace, precision);
      long least = Long.MAX_VALUE;
      // The JVM takes a few bytes of its own when it loads or compiles something.
      for (int round = 0; round < ROUNDS; round++) {
        least = Math.min(least, allocatedBy(network));
      }
      assertThat(least).isZero();
    }
  }

  /** Bytes of heap that some updates of a network take. */
  private long allocatedBy(SmallNetwork network) {
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < UPDATES; i++) {
      network.step();
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }
}
