package dev.visor.core.run;

import com.google.common.base.Throwables;
import dev.visor.api.Cancellation;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Trials waiting for a free place, in plan order.
 *
 * <p>A trial that does not end well leaves the others alone, unless the run is to fail fast; then
 * nothing new begins, and what runs is stopped as by a signal. A trial whose evidence cannot be
 * written stops the run in the same way: there is no point in computing what cannot be kept.
 *
 * <p>However {@link #work} ends, no trial runs any more: whoever called it may let go of the run's
 * folder, or of the process.
 */
final class TrialQueue {
  /** Carries one trial out. */
  @FunctionalInterface
  interface Work {
    /**
     * @param job number of the place it has
     * @return how it ended; empty if it was interrupted
     */
    Optional<TrialStatus> run(PlannedTrial trial, int job, Cancellation cancellation)
        throws IOException, InterruptedException;
  }

  private final Iterator<PlannedTrial> waiting;
  private final boolean failFast;
  private final Cancellation interruption;
  private volatile boolean stopped;
  private @Nullable Throwable failure;
  private int executed;

  TrialQueue(List<PlannedTrial> trials, boolean failFast, Cancellation interruption) {
    this.waiting = trials.iterator();
    this.failFast = failFast;
    this.interruption = interruption;
  }

  /**
   * Works until nothing is left or somebody stops it.
   *
   * @return how many trials came to an end
   * @throws IOException if the evidence of a trial cannot be written; what else failed while the
   *     others came to their end is suppressed in it
   */
  int work(int jobs, Work work) throws IOException, InterruptedException {
    ExecutorService places = Executors.newFixedThreadPool(jobs);
    try {
      for (int job = 0; job < jobs; job++) {
        int place = job;
        places.execute(() -> workAt(place, work));
      }
    } catch (Throwable noMoreThreads) {
      fail(noMoreThreads);
    }
    awaitEnd(places);
    throwFailure();
    return executed();
  }

  private void workAt(int job, Work work) {
    try {
      for (PlannedTrial trial = next(); trial != null; trial = next()) {
        Optional<TrialStatus> status = work.run(trial, job, this::stopRequested);
        status.ifPresent(this::count);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** An interrupt of this thread stops the trials as a failure does; it leaves none behind. */
  private void awaitEnd(ExecutorService places) {
    places.shutdown();
    boolean ended = false;
    while (!ended) {
      try {
        ended = places.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        fail(e);
      }
    }
  }

  private boolean stopRequested() {
    return stopped || interruption.requested();
  }

  private synchronized @Nullable PlannedTrial next() {
    return stopRequested() || !waiting.hasNext() ? null : waiting.next();
  }

  private synchronized void count(TrialStatus status) {
    executed++;
    stopped |= failFast && status != TrialStatus.OK;
  }

  private synchronized int executed() {
    return executed;
  }

  /** The first one is what the run is said to have ended for. */
  private synchronized void fail(Throwable cause) {
    stopped = true;
    if (failure == null) {
      failure = cause;
    } else if (failure != cause) {
      failure.addSuppressed(cause);
    }
  }

  private synchronized void throwFailure() throws IOException, InterruptedException {
    if (failure != null) {
      Throwables.throwIfInstanceOf(failure, IOException.class);
      Throwables.throwIfInstanceOf(failure, InterruptedException.class);
      Throwables.throwIfInstanceOf(failure, RuntimeException.class);
      throw new IllegalStateException(failure);
    }
  }
}
