package dev.visor.core.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a plugin may take to describe itself.
 *
 * <p>A wall clock cannot tell a plugin that hangs from a machine that is busy: what takes a tenth
 * of a second took over twenty where forty processes wanted two processors. So a description is
 * given up for one of three reasons, none of which a busy machine brings about by itself: it used
 * its limit of processor time; it stood still for as long, using as good as none; or it took many
 * times as long. The latter two are counted in looks of this process at it, which a machine that
 * gives the plugin no time does not give to this process either.
 *
 * @param limit of processor time, and of standing still
 */
record Patience(Duration limit) {
  private static final long LOOK_MILLIS = 100;
  private static final int LONGEST = 30;

  /** What uses less than this part of a processor stands still. */
  private static final double STILL = 0.002;

  /**
   * Waits for a task.
   *
   * @param thread that works on it, and on nothing else
   * @return why it is given up, as the end of a sentence; empty once the task is done
   */
  Optional<String> await(Future<?> task, Thread thread) throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long looksOfLimit = Math.max(1, limit.toMillis() / LOOK_MILLIS);
    long moved = 0;
    long usedThen = 0;
    for (long look = 1; ; look++) {
      if (ended(task)) {
        return Optional.empty();
      }
      long used = threads.getThreadCpuTime(thread.getId());
      if (used > limit.toNanos()) {
        return Optional.of("within " + seconds(limit) + " of processor time");
      }
      if (used - usedThen > STILL * limit.toNanos()) {
        moved = look;
        usedThen = used;
      }
      if (look - moved >= looksOfLimit) {
        return Optional.of("and stood still for " + seconds(limit));
      }
      if (look >= LONGEST * looksOfLimit) {
        return Optional.of("within " + seconds(limit.multipliedBy(LONGEST)));
      }
    }
  }

  private static boolean ended(Future<?> task) throws InterruptedException {
    try {
      task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
