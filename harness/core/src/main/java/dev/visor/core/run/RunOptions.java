package dev.visor.core.run;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a run is carried out. Nothing here changes a result.
 *
 * @param engine where trials are carried out
 * @param jobs trials at a time; empty for as many as the processors allow
 * @param failFast whether the first trial that is not {@code ok} ends the run
 * @param rerunStale whether trials whose evidence comes from other code are done again
 * @param pin whether trials of one thread are bound to a processor each, where they fill the
 *     machine
 * @param checkpointEvery wall time between the checkpoints of a training
 * @param grace how long an interrupted trial may take to write its checkpoint
 */
public record RunOptions(
    Engines engine,
    OptionalInt jobs,
    boolean failFast,
    boolean rerunStale,
    boolean pin,
    Duration checkpointEvery,
    Duration grace) {
  /** Forked, on all processors, to the end. */
  public static final RunOptions DEFAULT =
      new RunOptions(
          Engines.FORK,
          OptionalInt.empty(),
          false,
          false,
          true,
          Duration.ofMinutes(2),
          Duration.ofSeconds(10));

  /** Where trials are carried out. */
  public enum Engines {
    /** Each phase in a JVM of its own. */
    FORK,
    /**
     * In this process, one after the other. For tests: a plugin that hangs or exits is not held.
     */
    INLINE
  }

  public RunOptions {
    if (jobs.isPresent() && jobs.getAsInt() < 1) {
      throw new IllegalArgumentException(jobs.getAsInt() + " trials at a time");
    }
  }

  /** The same with another engine. */
  public RunOptions engine(Engines other) {
    return new RunOptions(other, jobs, failFast, rerunStale, pin, checkpointEvery, grace);
  }

  /** The same with so many trials at a time. */
  public RunOptions jobs(int atATime) {
    return new RunOptions(
        engine, OptionalInt.of(atATime), failFast, rerunStale, pin, checkpointEvery, grace);
  }

  /** The same, ending or not ending at the first trial that is not {@code ok}. */
  public RunOptions failFast(boolean atFirst) {
    return new RunOptions(engine, jobs, atFirst, rerunStale, pin, checkpointEvery, grace);
  }

  /** The same, redoing or keeping evidence from other code. */
  public RunOptions rerunStale(boolean redo) {
    return new RunOptions(engine, jobs, failFast, redo, pin, checkpointEvery, grace);
  }

  /** The same with checkpoints at another interval. */
  public RunOptions checkpointEvery(Duration interval) {
    return new RunOptions(engine, jobs, failFast, rerunStale, pin, interval, grace);
  }
}
