package dev.visor.core.run;

import dev.visor.api.Cancellation;
import dev.visor.core.evidence.ArtifactDigests;
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
import java.util.Collections;
import java.util.Optional;

/** One trial from its request to its evidence: train, evaluate, commit. */
final class TrialExecution {
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double NANOS = 1e9;

  private final Requests.Asked asked;
  private final PlannedTrial trial;
  private final TrialWork work;
  private final long begin = System.nanoTime();

  /**
   * What a trial left, and what it cost.
   *
   * @param again whether beginning it again can help
   */
  record Evidence(Manifest manifest, Timings timings, boolean again) {}

  /** Where and how closely a trial is carried out. */
  record Place(Engine engine, int job, PhaseListener listener, Cancellation cancellation) {}

  TrialExecution(Requests.Asked asked, RunFolder folder) {
    this.asked = asked;
    this.trial = asked.request().trial();
    this.work = new TrialWork(folder, trial);
  }

  /**
   * Carries the trial out, from where it was interrupted if it was.
   *
   * @return empty if it was interrupted again
   */
  Optional<Evidence> run(Place place) throws IOException, InterruptedException {
    TrialRequest request = work.begin(asked.request());
    PhaseOutcome train = phase(TrialPhase.training(trial), request, place);
    PhaseOutcome last = train;
    Usage evaluateUsage = Usage.NONE;
    if (train instanceof PhaseOutcome.Finished) {
      last = phase(TrialPhase.EVALUATE, request, place);
      evaluateUsage = last.usage();
    }
    if (last instanceof PhaseOutcome.Interrupted) {
      return Optional.empty();
    }
    Manifest manifest =
        last instanceof PhaseOutcome.Broken broken
            ? manifest(broken.status(), broken.reason(), train)
            : finished(train);
    Timings timings = timings(request.attempt(), train.usage(), evaluateUsage);
    work.commit(manifest, timings);
    boolean again = last instanceof PhaseOutcome.Broken broken && broken.again();
    return Optional.of(new Evidence(manifest, timings, again));
  }

  /** Puts down that something it needs is missing, unless there is more to keep than that. */
  Evidence skip() throws IOException {
    PhaseOutcome nothing = new PhaseOutcome.Interrupted(0, 0, Usage.NONE);
    Manifest manifest = manifest(TrialStatus.SKIPPED, asked.missing(), nothing);
    Timings timings = new Timings(0, 0, 0, 0, 0, 0);
    work.skip(manifest, timings);
    return new Evidence(manifest, timings, false);
  }

  private PhaseOutcome phase(TrialPhase phase, TrialRequest request, Place place)
      throws IOException, InterruptedException {
    Optional<PhaseOutcome> before = work.files().outcome(phase);
    if (before.isPresent() && before.get() instanceof PhaseOutcome.Finished) {
      return before.get();
    }
    Duration left = trial.protocol().wallLimit().minusNanos(System.nanoTime() - begin);
    return place
        .engine()
        .run(
            phase,
            request,
            work.files(),
            place.job(),
            left,
            place.listener(),
            place.cancellation());
  }

  /** What a trial needs to be ok, its manifest knows; one that lacks it has failed. */
  private Manifest finished(PhaseOutcome train) throws IOException {
    try {
      return manifest(TrialStatus.OK, "", train);
    } catch (IllegalArgumentException incomplete) {
      return manifest(TrialStatus.FAILED, String.valueOf(incomplete.getMessage()), train);
    }
  }

  private Manifest manifest(TrialStatus status, String reason, PhaseOutcome train)
      throws IOException {
    boolean ok = status == TrialStatus.OK;
    return new Manifest(
        trial,
        status,
        reason,
        train.updates(),
        trial.online() ? train.done() : 0,
        work.files().evaluations(),
        tier(),
        asked.fingerprint(),
        ok ? work.files().digests(asked.dataset()) : ArtifactDigests.UNKNOWN,
        ok ? work.files().measures() : Collections.emptySortedMap());
  }

  /** With one thread every sum is taken in one order; with more, some libraries do not say. */
  private DeterminismTier tier() {
    return trial.protocol().threads() == 1 ? DeterminismTier.BITWISE : DeterminismTier.NUMERIC;
  }

  private Timings timings(int attempts, Usage train, Usage evaluate) {
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
