package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that work side by side, each on its part of a batch: member 0 is the thread that
 * calls {@link #run}, the others wait for it between calls. A call allocates nothing.
 *
 * <p>This, and not the threads of a native library, is how a network uses several processors: parts
 * of a batch meet only when their gradients are summed, where the threads of a library meet after
 * every product, and what is computed in Java shares the work too. (Measured on two processors with
 * LOMPO's world model at a quarter of its channels: a batch in two halves took 0.56 of one thread's
 * time, oneDNN's own threads took 0.8 of it.) So {@code OMP_NUM_THREADS} is best left at 1.
 *
 * <p>Members must not share a {@link Workspace}, nor anything that was made in one: {@link
 * Workspace#beside} makes another.
 */
public final class Team implements AutoCloseable {
  /** What a member does; all members run the same task at once. */
  @FunctionalInterface
  public interface Task {
    /**
     * Does a member's part.
     *
     * @param member from 0
     */
    void run(int member);
  }

  private final List<Thread> others = new ArrayList<>();
  private final AtomicInteger working = new AtomicInteger();
  private final @Nullable Throwable[] failures;
  private volatile @Nullable Task task;
  private volatile @Nullable Thread caller;
  private volatile int calls;
  private volatile boolean open = true;

  /**
   * Starts the other members.
   *
   * @param members 1 or more
   */
  public Team(int members) {
    if (members < 1) {
      throw new IllegalArgumentException("a team of " + members);
    }
    failures = new Throwable[members];
    for (int i = 1; i < members; i++) {
      int member = i;
      Thread thread = new Thread(() -> work(member), "visor-team-" + member);
      thread.setDaemon(true);
      others.add(thread);
    }
    others.forEach(Thread::start);
  }

  /** How many members there are. */
  public int members() {
    return failures.length;
  }

  /**
   * The first of the things that a member takes, where so many are shared out evenly; that of the
   * member after the last one is their number.
   */
  public int first(int member, int things) {
    return (int) ((long) things * member / failures.length);
  }

  /**
   * Runs a task, and waits until all members have done it.
   *
   * @throws IllegalStateException if the team is closed, or a member failed with an exception that
   *     is to be caught; what else a member throws is thrown as it is
   */
  public void run(Task everyones) {
    if (!open) {
      throw new IllegalStateException("the team is closed");
    }
    task = everyones;
    caller = Thread.currentThread();
    working.set(others.size());
    calls++;
    for (int i = 0; i < others.size(); i++) {
      LockSupport.unpark(others.get(i));
    }
    runPart(everyones, 0);
    while (working.get() > 0) {
      LockSupport.park(this);
    }
    for (int member = 0; member < failures.length; member++) {
      Throwable failure = failures[member];
      if (failure != null) {
        failures[member] = null;
        rethrow(failure);
      }
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }

  private void work(int member) {
    int done = 0;
    while (true) {
      while (calls == done && open) {
        LockSupport.park(this);
      }
      if (calls == done) {
        return;
      }
      done = calls;
      Task part = task;
      if (part != null) {
        runPart(part, member);
      }
      if (working.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void runPart(Task part, int member) {
    try {
      part.run(member);
    } catch (Throwable failure) {
      failures[member] = failure;
    }
  }

  /** Lets the other members go. Closing again does nothing. */
  @Override
  public void close() {
    open = false;
    others.forEach(LockSupport::unpark);
  }
}
