package dev.visor.nn;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what is allocated on Java's heap. */
public final class Allocation {
  private static final int UPDATES = 50;
  private static final int ROUNDS = 6;

  private Allocation() {}

  /** Bytes of heap that fifty updates take: the least of some rounds. */
  public static long by(Runnable update) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    // The JVM takes a few bytes of its own when it loads or compiles something.
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < UPDATES; i++) {
        update.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}
