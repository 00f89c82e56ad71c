package dev.visor.core.run;

import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedDataset;
import java.util.Optional;

/** The lines that stay: what a log of a run is made of, on a terminal or in a file. */
final class ProgressLines {
  private ProgressLines() {}

  /** The line for an event; empty for those that only move a display. */
  static Optional<String> of(RunEvent event) {
    if (event instanceof RunEvent.Planned planned) {
      return Optional.of(planned(planned));
    }
    if (event instanceof RunEvent.Noticed noticed) {
      return Optional.of("note: " + noticed.text());
    }
    if (event instanceof RunEvent.DatasetAwaited awaited) {
      return Optional.of(
          "waiting for another process that is building " + awaited.dataset().recipe().id());
    }
    if (event instanceof RunEvent.TrialEnded ended) {
      return Optional.of(ended(ended));
    }
    if (event instanceof RunEvent.TrialInterrupted interrupted) {
      return Optional.of("stopped  " + RunProgress.name(interrupted.trial()));
    }
    if (event instanceof RunEvent.Ended ended) {
      return ended.report().filter(RunReport::interrupted).map(ProgressLines::interrupted);
    }
    return Optional.empty();
  }

  /** How far a dataset is. */
  static String dataset(PlannedDataset dataset, int episodes, int of) {
    return "dataset  %s at %d × %d: %d/%d episodes"
        .formatted(
            dataset.recipe().id(),
            dataset.observation().height(),
            dataset.observation().width(),
            episodes,
            of);
  }

  private static String planned(RunEvent.Planned planned) {
    int left = planned.total() - planned.done();
    boolean one = planned.total() == 1;
    String trials = planned.suite() + ": " + planned.total() + (one ? " trial" : " trials");
    if (left == 0) {
      return trials + (one ? ", done already" : ", all of them done already");
    }
    return trials
        + (planned.done() == 0 ? "" : ", " + planned.done() + " of them done already")
        + (one ? "" : ", " + (planned.jobs() == 1 ? "one" : planned.jobs()) + " at a time");
  }

  private static String interrupted(RunReport report) {
    return "interrupted, with "
        + report.missing()
        + (report.missing() == 1 ? " trial" : " trials")
        + " left";
  }

  private static String ended(RunEvent.TrialEnded ended) {
    String line =
        "%-8s %s  %s"
            .formatted(
                ended.manifest().status().id(),
                RunProgress.name(ended.trial()),
                Durations.exact(ended.timings().wallSeconds()));
    return ended.manifest().status() == TrialStatus.OK
        ? line
        : line + ": " + ended.manifest().reason();
  }
}
