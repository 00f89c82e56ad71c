package dev.visor.core.trial;

import dev.visor.api.Cancellation;

/** Remembers whether a trainer was told to stop: then its last step may be half a step. */
final class OneStepCancellation implements Cancellation {
  private final Cancellation control;
  private volatile boolean answered;

  OneStepCancellation(Cancellation control) {
    this.control = control;
  }

  @Override
  public boolean requested() {
    boolean requested = control.requested();
    answered |= requested;
    return requested;
  }

  boolean wasAnswered() {
    return answered;
  }
}
