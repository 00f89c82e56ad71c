package dev.visor.core.trial;

import dev.visor.api.Cancellation;
import java.io.IOException;

/**
 * One phase in this very process: the same code as in a child, without its protection. A plugin
 * that hangs or exits takes the run with it.
 */
public final class InlinePhase {
  private final TrialHost host;

  /**
   * @param host what the phase takes its parts from
   */
  public InlinePhase(TrialHost host) {
    this.host = host;
  }

  /** Runs a phase to its end. */
  public PhaseOutcome run(
      TrialPhase phase,
      TrialRequest request,
      TrialFiles files,
      PhaseListener listener,
      Cancellation cancellation)
      throws IOException {
    PhaseControl control =
        new PhaseControl() {
          @Override
          public void progressed(PhaseProgress progress) {
            listener.progressed(progress);
          }

          @Override
          public boolean requested() {
            return cancellation.requested();
          }
        };
    return PhaseExecution.run(phase, request, files, () -> host, control, Stopwatch.fromNow());
  }
}
