package dev.visor.core.run;

import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.PhaseProgress;
import dev.visor.core.trial.TrialPhase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What is known of a run so far, put together from its events, and as text. Durations come from a
 * monotonic clock.
 */
final class RunProgress {
  private static final double NANOS = 1e9;

  private final LongSupplier clock;
  private final RemainingTime remaining = new RemainingTime();
  private final Map<String, Running> running = new LinkedHashMap<>();
  private List<PlannedTrial> waiting = List.of();
  private int jobs = 1;
  private int total;
  private int ok;
  private int notOk;

  /**
   * @param clock nanoseconds that never go back
   */
  RunProgress(LongSupplier clock) {
    this.clock = clock;
  }

  /** A trial under way. */
  private static final class Running {
    private final PlannedTrial trial;
    private final long begin;
    private long phaseBegin;
    private double phaseBefore;
    private double trainedBefore;
    private boolean heardOf;
    private PhaseProgress progress = new PhaseProgress(TrialPhase.TRAIN, 0, 0);

    Running(PlannedTrial trial, long begin) {
      this.trial = trial;
      this.begin = begin;
      this.phaseBegin = begin;
    }

    /** An attempt may begin in the middle of a phase, where an earlier one was stopped. */
    void progressed(PhaseProgress now, long when) {
      if (!heardOf || progress.phase() != now.phase()) {
        phaseBegin = when;
        phaseBefore = now.fraction();
      }
      if (!heardOf) {
        trainedBefore = now.phase() == TrialPhase.EVALUATE ? 1 : now.fraction();
      }
      heardOf = true;
      progress = now;
    }
  }

  void on(RunEvent event) {
    if (event instanceof RunEvent.Planned planned) {
      total = planned.total();
      ok = planned.done();
      notOk = 0;
      jobs = planned.jobs();
      waiting = new ArrayList<>(planned.pending());
      for (RunEvent.Finished earlier : planned.earlier()) {
        remaining.finished(
            earlier.trial().variant(),
            earlier.timings().trainSeconds(),
            earlier.timings().evaluateSeconds());
      }
    } else if (event instanceof RunEvent.TrialStarted started) {
      waiting.remove(started.trial());
      running.put(started.trial().id(), new Running(started.trial(), clock.getAsLong()));
    } else if (event instanceof RunEvent.TrialProgressed progressed) {
      progressed(progressed);
    } else if (event instanceof RunEvent.TrialInterrupted interrupted) {
      running.remove(interrupted.trial().id());
    } else if (event instanceof RunEvent.TrialEnded ended) {
      ended(ended);
    }
  }

  private void progressed(RunEvent.TrialProgressed progressed) {
    Running trial = running.get(progressed.trial().id());
    if (trial != null) {
      trial.progressed(progressed.progress(), clock.getAsLong());
    }
  }

  private void ended(RunEvent.TrialEnded ended) {
    waiting.remove(ended.trial());
    running.remove(ended.trial().id());
    if (ended.manifest().status() == TrialStatus.OK) {
      ok++;
      remaining.finished(
          ended.trial().variant(),
          ended.timings().trainSeconds(),
          ended.timings().evaluateSeconds());
    } else {
      notOk++;
    }
  }

  /** The share of the trials that has ended, from 0 to 1. */
  double fraction() {
    return total == 0 ? 1 : (double) (ok + notOk) / total;
  }

  /** Such as {@code 7/18 done, 1 not ok, 2 running, about 12 min left}. */
  String headline() {
    StringBuilder text = new StringBuilder().append(ok + notOk).append('/').append(total);
    text.append(" done");
    if (notOk > 0) {
      text.append(", ").append(notOk).append(" not ok");
    }
    if (!running.isEmpty()) {
      text.append(", ").append(running.size()).append(" running");
    }
    remainingSeconds()
        .ifPresent(
            seconds -> text.append(", about ").append(Durations.rough(seconds)).append(" left"));
    return text.toString();
  }

  /** Such as {@code (lompo s0 train 43 %; bc s1 evaluate 5 %)}, or nothing. */
  String details() {
    return running.isEmpty()
        ? ""
        : running.values().stream()
            .map(
                trial ->
                    "%s s%d %s %d %%"
                        .formatted(
                            trial.trial.variant(),
                            trial.trial.seedIndex(),
                            trial.progress.phase().id(),
                            Math.round(100 * trial.progress.fraction())))
            .collect(Collectors.joining("; ", " (", ")"));
  }

  /** A line for each trial under way, in the order in which they began. */
  List<String> rows() {
    return running.values().stream()
        .map(
            trial ->
                "%-48s %-8s %3d %%  %s"
                    .formatted(
                        name(trial.trial),
                        trial.progress.phase().id(),
                        Math.round(100 * trial.progress.fraction()),
                        Durations.exact(secondsSince(trial.begin))))
        .toList();
  }

  /** A trial as it is called in lines for people. */
  static String name(PlannedTrial trial) {
    return trial.variant() + "  " + trial.group() + "  seed " + trial.seedIndex();
  }

  private OptionalDouble remainingSeconds() {
    if (running.isEmpty() && waiting.isEmpty()) {
      return OptionalDouble.empty();
    }
    return remaining.seconds(
        running.values().stream()
            .map(
                trial ->
                    new RemainingTime.Running(
                        trial.trial.variant(),
                        secondsSince(trial.begin),
                        secondsSince(trial.phaseBegin),
                        trial.phaseBefore,
                        trial.trainedBefore,
                        trial.progress))
            .toList(),
        waiting.stream().map(PlannedTrial::variant).toList(),
        jobs);
  }

  private double secondsSince(long begin) {
    return (clock.getAsLong() - begin) / NANOS;
  }
}
