package dev.visor.core.run;

import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.Timings;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.PhaseProgress;
import java.util.List;
import java.util.Optional;

/** Something that happened in a run and that somebody may want to see. */
public sealed interface RunEvent {
  /**
   * It is known what there is to do.
   *
   * @param suite its name
   * @param total trials that were asked for
   * @param pending of them, those that will be carried out, in plan order; the others are {@code
   *     ok} from earlier
   * @param jobs trials at a time
   * @param earlier what earlier, finished trials cost, to estimate the others by
   */
  record Planned(
      String suite, int total, List<PlannedTrial> pending, int jobs, List<Finished> earlier)
      implements RunEvent {
    public Planned {
      pending = List.copyOf(pending);
      earlier = List.copyOf(earlier);
    }

    /** Trials that are {@code ok} from earlier. */
    public int done() {
      return total - pending.size();
    }
  }

  /** A trial that ended earlier, with its cost. */
  record Finished(PlannedTrial trial, Timings timings) {}

  /** Something that the user should know of, as a sentence without a full stop. */
  record Noticed(String text) implements RunEvent {}

  /** So many episodes of a dataset are there. */
  record DatasetProgressed(PlannedDataset dataset, int episodes, int of) implements RunEvent {}

  /** Another process is building a dataset; this one waits for it. */
  record DatasetAwaited(PlannedDataset dataset) implements RunEvent {}

  /** A trial began, or goes on from where it was interrupted. */
  record TrialStarted(PlannedTrial trial) implements RunEvent {}

  /** A trial came further. */
  record TrialProgressed(PlannedTrial trial, PhaseProgress progress) implements RunEvent {}

  /** A trial ended, and its evidence is in its place. */
  record TrialEnded(PlannedTrial trial, Manifest manifest, Timings timings) implements RunEvent {}

  /** A trial was stopped and can go on later. */
  record TrialInterrupted(PlannedTrial trial) implements RunEvent {}

  /**
   * Nothing more will happen.
   *
   * @param report what the run came to; empty if it could not go on
   */
  record Ended(Optional<RunReport> report) implements RunEvent {}
}
