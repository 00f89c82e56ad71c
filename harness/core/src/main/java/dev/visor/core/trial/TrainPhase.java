package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.api.Artifacts;
import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.core.plan.TrialStreams;
import dev.visor.core.plugin.AlgorithmParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;

/**
 * From a dataset to policies.
 *
 * <p>The trainer is stepped one update at a time. After each, in this order and always the same: a
 * policy is written if this is a point of evaluation, a checkpoint if one is due, and the parent is
 * told. A training that goes on from a checkpoint therefore takes the same path as one that was
 * never stopped: all that it depends on is the trainer's own state, the positions of the random
 * streams, and how many bytes of the scalars were written, and the checkpoint holds these three.
 *
 * <p>A cancellation is answered between two updates, with a checkpoint. A trainer with long updates
 * may answer it in the middle of one; its state is then nobody's business any more, and the last
 * checkpoint before it stays.
 */
final class TrainPhase {
  private final TrialRequest request;
  private final TrialFiles files;
  private final PhaseControl control;
  private final Stopwatch stopwatch;

  TrainPhase(TrialRequest request, TrialFiles files, PhaseControl control, Stopwatch stopwatch) {
    this.request = request;
    this.files = files;
    this.control = control;
    this.stopwatch = stopwatch;
  }

  /**
   * Trains to the end, from the checkpoint if there is one.
   *
   * @return false if it was cancelled before
   */
  boolean run(Algorithm algorithm, DatasetView dataset) throws IOException {
    Checkpoint checkpoint = new Checkpoint(files.checkpoint());
    files.beginPolicies();
    TrialStreams streams = TrialStreams.of(request.trial());
    OneStepCancellation cancellation = new OneStepCancellation(control);
    try (ScalarsFile scalars = ScalarsFile.open(files.scalars());
        OfflineTrainer trainer =
            algorithm.offline(
                new Context(request, dataset, streams, scalars, files.artifacts(), cancellation))) {
      scalars.begin(trainer.updates(), resume(checkpoint, trainer, streams));
      NavigableSet<Long> points = points(trainer);
      long saved = System.nanoTime();
      while (true) {
        long done = trainer.done();
        if (points.contains(done) && !Files.exists(files.policy(done))) {
          WholeFile.write(files.policy(done), trainer::writePolicy);
        }
        control.progressed(progress(trainer));
        if (done == trainer.updates()) {
          return true;
        }
        boolean cancelled = control.requested();
        if (cancelled || System.nanoTime() - saved >= request.checkpointEvery().toNanos()) {
          checkpoint.write(header(done, streams, scalars), trainer);
          saved = System.nanoTime();
        }
        if (cancelled) {
          return false;
        }
        trainer.step();
        if (cancellation.wasAnswered()) {
          return false;
        }
        requireThat(
            trainer.done() == done + 1,
            "after update " + (done + 1) + " the trainer counts " + trainer.done());
      }
    }
  }

  private static PhaseProgress progress(OfflineTrainer trainer) {
    double share = trainer.shareDone();
    requireThat(
        share >= 0 && share <= 1,
        "the trainer says that it has done "
            + share
            + " of its work, which is a share from 0 to 1");
    return new PhaseProgress(
        TrialPhase.TRAIN, trainer.done(), trainer.updates(), trainer.done(), share);
  }

  private NavigableSet<Long> points(OfflineTrainer trainer) {
    long updates = trainer.updates();
    long policyFrom = trainer.policyFrom();
    requireThat(
        policyFrom >= 0 && policyFrom <= updates,
        "the trainer has " + updates + " updates and changes its policy from " + policyFrom);
    return EvaluationPoints.spread(policyFrom, updates, request.trial().protocol().evalPoints());
  }

  private Checkpoint.Header header(long done, TrialStreams streams, ScalarsFile scalars)
      throws IOException {
    return new Checkpoint.Header(done, streams.positions(), scalars.length(), stopwatch.usage());
  }

  /** Puts everything back to where the checkpoint was written; gives the length of the scalars. */
  private long resume(Checkpoint checkpoint, OfflineTrainer trainer, TrialStreams streams)
      throws IOException {
    long done = 0;
    long scalarsLength = 0;
    if (checkpoint.exists()) {
      Checkpoint.Header header = checkpoint.restore(trainer);
      streams.restore(header.streams());
      stopwatch.addBefore(header.usage());
      done = header.done();
      scalarsLength = header.scalarsLength();
    }
    requireThat(
        trainer.done() == done,
        "the trainer counts " + trainer.done() + " updates where " + done + " were made");
    for (Map.Entry<Long, Path> policy : files.policies().entrySet()) {
      if (policy.getKey() > done) {
        Files.delete(policy.getValue());
      }
    }
    return scalarsLength;
  }

  private static void requireThat(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalStateException(otherwise);
    }
  }

  private record Context(
      TrialRequest request,
      DatasetView dataset,
      RandomStreams random,
      Scalars scalars,
      Artifacts artifacts,
      Cancellation cancellation)
      implements OfflineContext {
    @Override
    public EnvironmentSpec spec() {
      return request.spec();
    }

    @Override
    public <P extends Record> P parameters(Class<P> type) {
      return AlgorithmParameters.toRecord(type, request.trial().parameters());
    }

    @Override
    public int threads() {
      return request.trial().protocol().threads();
    }
  }
}
