package dev.visor.core.run;

import dev.visor.core.ExitCode;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.Leaderboard;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a run came to, of the trials that were asked for.
 *
 * @param executed trials that this run carried out to an end
 * @param counts trials by how they ended, in this run or earlier
 * @param missing trials without evidence: not begun, or interrupted
 * @param interrupted whether a signal ended the run
 * @param leaderboard of all evidence in the folder, as it was written there
 */
public record RunReport(
    int executed,
    Map<TrialStatus, Integer> counts,
    int missing,
    boolean interrupted,
    Leaderboard leaderboard) {
  public RunReport {
    Map<TrialStatus, Integer> copy = new EnumMap<>(TrialStatus.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
  }

  /** Trials that ended in a way. */
  public int count(TrialStatus status) {
    return counts.getOrDefault(status, 0);
  }

  /** Trials that ended, but not well. */
  public int notOk() {
    return counts.values().stream().mapToInt(Integer::intValue).sum() - count(TrialStatus.OK);
  }

  /** What the process exits with. */
  public ExitCode exit() {
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return missing == 0 && notOk() == 0 ? ExitCode.OK : ExitCode.TRIALS_NOT_OK;
  }
}
