package dev.visor.core.run;

import dev.visor.api.Cancellation;
import dev.visor.core.trial.PhaseListener;
import dev.visor.core.trial.PhaseOutcome;
import dev.visor.core.trial.TrialFiles;
import dev.visor.core.trial.TrialPhase;
import dev.visor.core.trial.TrialRequest;
import java.io.IOException;
import java.time.Duration;

/** Where the phases of trials are carried out. */
sealed interface Engine permits ForkEngine, InlineEngine {
  /** How many it carries out at a time. */
  int jobs();

  /** Whether a training can be held apart from every environment. */
  boolean isolates();

  /**
   * Carries out a phase of the trial whose request lies among its files.
   *
   * @param job from 0 to {@link #jobs} − 1; no two phases have the same at a time
   * @param wall after which the phase is killed, where that can be done
   */
  PhaseOutcome run(
      TrialPhase phase,
      TrialRequest request,
      TrialFiles files,
      int job,
      Duration wall,
      PhaseListener listener,
      Cancellation cancellation)
      throws IOException, InterruptedException;
}
