package dev.visor.core.run;

import dev.visor.core.ExitCode;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.Leaderboard;
import java.util.Collections;
import java.util.Map;

/**
 * What a run came to, of the trials that were asked for.
 *
 * @param executed trials that this run carried out to an end
 * @param outcomes how trials ended, by their ids: in this run, or earlier and well. Older evidence
 *     of a trial that this run tried again may be in the folder yet; it is no outcome
 * @param missing trials without an outcome: not begun, or interrupted
 * @param interrupted whether a signal ended the run
 * @param leaderboard of all evidence in the folder, as it was written there
 */
public record RunReport(
    int executed,
    Map<String, TrialStatus> outcomes,
    int missing,
    boolean interrupted,
    Leaderboard leaderboard) {
  public RunReport {
    outcomes = Map.copyOf(outcomes);
  }

  /** Trials that ended in a way. */
  public int count(TrialStatus status) {
    return Collections.frequency(outcomes.values(), status);
  }

  /** Trials that ended, but not well. */
  public int notOk() {
    return outcomes.size() - count(TrialStatus.OK);
  }

  /** What the process exits with. */
  public ExitCode exit() {
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return missing == 0 && notOk() == 0 ? ExitCode.OK : ExitCode.TRIALS_NOT_OK;
  }
}
