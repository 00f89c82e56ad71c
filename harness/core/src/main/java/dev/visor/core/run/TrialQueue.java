package dev.visor.core.run;

import dev.visor.api.Cancellation;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Trials waiting for a free place, in plan order.
 *
 * <p>A trial that does not end well leaves the others alone, unless the run is to fail fast; then
 * nothing new begins, and what runs is stopped as by a signal. A trial whose evidence cannot be
 * written stops the run in the same way: there is no point in computing what cannot be kept.
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
   */
  int work(int jobs, Work work) throws IOException, InterruptedException {
    ExecutorService places = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int job = 0; job < jobs; job++) {
        int place = job;
        workers.add(
            places.submit(
                () -> {
                  workAt(place, work);
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        await(worker);
      }
      return executed();
    } finally {
      stopped = true;
      places.shutdown();
    }
  }

  private void workAt(int job, Work work) throws IOException, InterruptedException {
    boolean served = false;
    try {
      for (PlannedTrial trial = next(); trial != null; trial = next()) {
        Optional<TrialStatus> status = work.run(trial, job, this::stopRequested);
        status.ifPresent(this::count);
      }
      served = true;
    } finally {
      stopped |= !served;
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

  private static void await(Future<?> worker) throws IOException, InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
