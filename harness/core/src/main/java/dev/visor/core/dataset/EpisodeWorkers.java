package dev.visor.core.dataset;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.core.VisorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes episodes with several threads and hands them over in order.
 *
 * <p>Thread w of n makes episodes w, w + n, w + 2n and so on, and puts each into a queue of its own
 * that has room for one; whoever takes them goes from queue to queue. So episodes come in order
 * without any being numbered or sorted, and no more than two a thread are in memory. Each thread
 * opens, uses and closes a generator of its own. There are fewer threads than were asked for where
 * the heap would not hold their episodes.
 */
final class EpisodeWorkers implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final BuildRequest request;
  private final int first;
  private final List<BlockingQueue<Outcome>> queues = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;
  private int next;

  private sealed interface Outcome {}

  private record Made(Episode episode) implements Outcome {}

  private record Failed(Throwable cause) implements Outcome {}

  /**
   * @param first index of the first episode to be made; those before it are there already
   */
  EpisodeWorkers(BuildRequest request, int first) {
    this.request = request;
    this.first = first;
    this.next = first;
    int fit = request.threadsWithin(Runtime.getRuntime().maxMemory());
    int count = Math.min(fit, request.recipe().episodes() - first);
    for (int w = 0; w < count; w++) {
      BlockingQueue<Outcome> queue = new ArrayBlockingQueue<>(1);
      int begin = first + w;
      queues.add(queue);
      Thread thread = new Thread(() -> work(begin, count, queue), "dataset-" + w);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /**
   * Waits for the next episode.
   *
   * @return empty if the wait was cancelled
   * @throws VisorException if the generator failed, or the heap was too small for it. Not where the
   *     wait was cancelled too: what ends a build from outside may end what its generators rely on
   */
  Optional<Episode> next(Cancellation cancellation) {
    BlockingQueue<Outcome> queue = queues.get((next - first) % queues.size());
    try {
      while (!cancellation.requested()) {
        Outcome outcome = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (outcome instanceof Made made) {
          next++;
          return Optional.of(made.episode);
        }
        if (outcome instanceof Failed failed && !cancellation.requested()) {
          throw failure(failed.cause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private VisorException failure(Throwable cause) {
    if (cause instanceof VisorException known) {
      return known;
    }
    if (outOfMemory(cause)) {
      return request.outOfMemory(next, cause);
    }
    return VisorException.integrity(
            "the recipe of " + request.recipe().id() + " failed: " + cause,
            request.recipe().id() + ", episode " + next,
            "tell the author of the plugin that brings it")
        .causedBy(cause);
  }

  /** Whether memory ran out, however a plugin wrapped it. */
  private static boolean outOfMemory(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
      if (link instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private void work(int begin, int stride, BlockingQueue<Outcome> queue) {
    try (EpisodeGenerator generator =
        request
            .datasets()
            .open(request.recipe().id(), request.environments(), request.observation())) {
      for (int i = begin; i < request.recipe().episodes() && !stopped; i += stride) {
        put(queue, new Made(generator.generate(i, new EpisodeStreams(request.recipe(), i))));
      }
    } catch (Throwable cause) { // a plugin may throw anything; the build ends with it as its cause
      put(queue, new Failed(cause));
    }
  }

  private void put(BlockingQueue<Outcome> queue, Outcome outcome) {
    try {
      boolean taken = false;
      while (!taken && !stopped) {
        taken = queue.offer(outcome, POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      // Nobody but a generator's own code interrupts these threads: then the episode is lost.
      stopped = true;
    }
  }

  /** Waits until every thread has ended its episode and closed its generator. */
  @Override
  public void close() {
    stopped = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
