package dev.visor.core.run;

import dev.visor.api.Cancellation;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.PhaseListener;
import dev.visor.core.trial.PhaseOutcome;
import dev.visor.core.trial.TrialPhase;
import dev.visor.core.trial.TrialRequest;
import dev.visor.core.trial.TrialWork;
import dev.visor.core.trial.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One trial from its request to its evidence: train, evaluate, commit. */
final class TrialExecution {
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double NANOS = 1e9;

  private final Engine engine;
  private final RunFolder folder;

  /** What a trial left, and what it cost. */
  record Evidence(Manifest manifest, Timings timings) {}

  TrialExecution(Engine engine, RunFolder folder) {
    this.engine = engine;
    this.folder = folder;
  }

  /**
   * Carries a trial out, from where it was interrupted if it was.
   *
   * @return empty if it was interrupted again
   */
  Optional<Evidence> run(
      Requests.Asked asked, int job, PhaseListener listener, Cancellation cancellation)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    PlannedTrial trial = asked.request().trial();
    TrialWork work = new TrialWork(folder, trial);
    TrialRequest request = work.begin(asked.request());

    PhaseOutcome train = phase(TrialPhase.TRAIN, request, work, job, begin, listener, cancellation);
    PhaseOutcome last = train;
    Usage evaluateUsage = Usage.NONE;
    if (train instanceof PhaseOutcome.Finished) {
      last = phase(TrialPhase.EVALUATE, request, work, job, begin, listener, cancellation);
      evaluateUsage = last.usage();
    }
    if (last instanceof PhaseOutcome.Interrupted) {
      return Optional.empty();
    }
    TrialStatus status = TrialStatus.OK;
    String reason = "";
    if (last instanceof PhaseOutcome.Broken broken) {
      status = broken.status();
      reason = broken.reason();
    }
    Manifest manifest =
        new Manifest(
            trial,
            status,
            reason,
            train.done(),
            0,
            work.files().evaluations(),
            tier(trial),
            asked.fingerprint());
    Timings timings = timings(request.attempt(), begin, train.usage(), evaluateUsage);
    work.commit(manifest, timings);
    return Optional.of(new Evidence(manifest, timings));
  }

  /** Commits a trial that cannot be begun, because something it needs is missing. */
  Evidence skip(Requests.Asked asked) throws IOException {
    PlannedTrial trial = asked.request().trial();
    Manifest manifest =
        new Manifest(
            trial,
            TrialStatus.SKIPPED,
            asked.missing(),
            0,
            0,
            List.of(),
            tier(trial),
            asked.fingerprint());
    Timings timings = new Timings(0, 0, 0, 0, 0, 0);
    new TrialWork(folder, trial).commit(manifest, timings);
    return new Evidence(manifest, timings);
  }

  private PhaseOutcome phase(
      TrialPhase phase,
      TrialRequest request,
      TrialWork work,
      int job,
      long begin,
      PhaseListener listener,
      Cancellation cancellation)
      throws IOException, InterruptedException {
    Optional<PhaseOutcome> before = work.files().outcome(phase);
    if (before.isPresent() && before.get() instanceof PhaseOutcome.Finished) {
      return before.get();
    }
    Duration left = request.trial().protocol().wallLimit().minusNanos(System.nanoTime() - begin);
    return engine.run(phase, request, work.files(), job, left, listener, cancellation);
  }

  /** With one thread every sum is taken in one order; with more, some libraries do not say. */
  private static DeterminismTier tier(PlannedTrial trial) {
    return trial.protocol().threads() == 1 ? DeterminismTier.BITWISE : DeterminismTier.NUMERIC;
  }

  private static Timings timings(int attempts, long begin, Usage train, Usage evaluate) {
    Usage both = train.then(evaluate);
    double sinceBegin = (System.nanoTime() - begin) / NANOS;
    return new Timings(
        attempts,
        Math.max(sinceBegin, both.wallSeconds()),
        both.cpuSeconds(),
        train.wallSeconds(),
        evaluate.wallSeconds(),
        both.peakBytes() / BYTES_PER_MIB);
  }
}
