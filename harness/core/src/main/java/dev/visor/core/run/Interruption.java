package dev.visor.core.run;

import dev.visor.api.Cancellation;
import dev.visor.core.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that a run should stop, so that it can be resumed. Ctrl-C and SIGTERM make the JVM run
 * its shutdown hooks and then end; the hook of {@link #onSignals} holds that end up until the run
 * has told its children, kept their checkpoints and written its tables.
 */
public final class Interruption implements Cancellation, AutoCloseable {
  /** More than the grace that children are given, less than what a service manager waits. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopBeforeExit, "interruption");
  private volatile boolean requested;

  /** One that nobody but {@link #request()} asks for. */
  public Interruption() {}

  /** One that a signal asks for; to be closed when the run has ended. */
  public static Interruption onSignals() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Asks the run to stop. */
  public void request() {
    requested = true;
  }

  @Override
  public boolean requested() {
    return requested;
  }

  private void stopBeforeExit() {
    request();
    try {
      ended.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  /** The run has ended: a signal from now on ends the process as any other. */
  @Override
  public void close() {
    ended.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        // A signal came in this very moment; the hook will find that the run has ended.
        requested = true;
      }
    }
  }
}
