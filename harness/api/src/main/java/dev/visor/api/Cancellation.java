package dev.visor.api;

/**
 * Says whether a long computation should end. A single {@link OfflineTrainer#step()} or {@link
 * OnlineTrainer#step()} that takes longer than a second asks in between and returns early; the host
 * then abandons the trial.
 */
@FunctionalInterface
public interface Cancellation {
  /** Never asks to stop. */
  Cancellation NEVER = () -> false;

  /** Whether to stop now. */
  boolean requested();
}
