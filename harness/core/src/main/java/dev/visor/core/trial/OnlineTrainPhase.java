package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.api.Cancellation;
import dev.visor.api.Checkpointable;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.core.plan.TrialStreams;
import dev.visor.core.plugin.AlgorithmParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;

/**
 * From an environment to policies: what {@link TrainPhase} is for datasets, counted in control
 * steps.
 *
 * <p>After each of the trainer's steps, in this order and always the same: a policy is written if a
 * point of evaluation was passed, a checkpoint if one is due, and the parent is told. A checkpoint
 * holds the environment's episode beside what offline training has in it, and a cancellation is
 * answered as there.
 */
final class OnlineTrainPhase {
  private final TrialRequest request;
  private final TrialFiles files;
  private final PhaseControl control;
  private final Stopwatch stopwatch;
  private final long budget;

  OnlineTrainPhase(
      TrialRequest request, TrialFiles files, PhaseControl control, Stopwatch stopwatch) {
    this.request = request;
    this.files = files;
    this.control = control;
    this.stopwatch = stopwatch;
    this.budget = request.trial().size().transitions();
  }

  /**
   * Trains until the budget is spent, from the checkpoint if there is one.
   *
   * @return false if it was cancelled before
   */
  boolean run(Algorithm algorithm, EnvironmentCatalogue environments) throws IOException {
    files.beginPolicies();
    TrialStreams streams = TrialStreams.of(request.trial());
    OneStepCancellation cancellation = new OneStepCancellation(control);
    Environment opened =
        StateEnvironment.open(environments, request.task(), request.observation(), algorithm);
    try (MeteredEnvironment environment = new MeteredEnvironment(opened, budget);
        ScalarsFile scalars = ScalarsFile.open(files.scalars());
        OnlineTrainer trainer =
            algorithm.online(
                new Context(request, budget, environment, streams, scalars, cancellation))) {
      return run(new Bench(environment, trainer, streams, scalars, cancellation));
    }
  }

  /** What a training works with. */
  private record Bench(
      MeteredEnvironment environment,
      OnlineTrainer trainer,
      TrialStreams streams,
      ScalarsFile scalars,
      OneStepCancellation cancellation)
      implements Checkpointable {
    @Override
    public void save(OutputStream out) throws IOException {
      environment.save(out);
      trainer.save(out);
    }

    @Override
    public void restore(InputStream in) throws IOException {
      environment.restore(in);
      trainer.restore(in);
    }
  }

  private boolean run(Bench bench) throws IOException {
    Checkpoint checkpoint = new Checkpoint(files.checkpoint());
    bench.scalars.begin(budget, resume(checkpoint, bench));
    NavigableSet<Long> points =
        EvaluationPoints.spread(0, budget, request.trial().protocol().evalPoints());
    long saved = System.nanoTime();
    long before = bench.environment.steps();
    while (true) {
      long steps = bench.environment.steps();
      Long passed = points.floor(steps);
      if (passed != null && passed > before) {
        WholeFile.write(files.policy(steps), bench.trainer::writePolicy);
      }
      control.progressed(
          new PhaseProgress(TrialPhase.TRAIN_ONLINE, steps, budget, bench.trainer.updates()));
      if (bench.environment.spent()) {
        return true;
      }
      boolean cancelled = control.requested();
      if (cancelled || System.nanoTime() - saved >= request.checkpointEvery().toNanos()) {
        checkpoint.write(header(steps, bench), bench);
        saved = System.nanoTime();
      }
      if (cancelled) {
        return false;
      }
      bench.trainer.step();
      if (bench.cancellation.wasAnswered()) {
        return false;
      }
      if (bench.environment.steps() == steps) {
        throw new IllegalStateException(
            "the trainer took no step in the environment, after " + steps + " control steps");
      }
      before = steps;
    }
  }

  private Checkpoint.Header header(long steps, Bench bench) throws IOException {
    return new Checkpoint.Header(
        steps, bench.streams.positions(), bench.scalars.length(), stopwatch.usage());
  }

  /** Puts everything back to where the checkpoint was written; gives the length of the scalars. */
  private long resume(Checkpoint checkpoint, Bench bench) throws IOException {
    long scalarsLength = 0;
    if (checkpoint.exists()) {
      Checkpoint.Header header = checkpoint.restore(bench);
      bench.streams.restore(header.streams());
      stopwatch.addBefore(header.usage());
      scalarsLength = header.scalarsLength();
    }
    for (Map.Entry<Long, Path> policy : files.policies().entrySet()) {
      if (policy.getKey() > bench.environment.steps()) {
        Files.delete(policy.getValue());
      }
    }
    return scalarsLength;
  }

  private record Context(
      TrialRequest request,
      long budget,
      MeteredEnvironment environment,
      RandomStreams random,
      Scalars scalars,
      Cancellation cancellation)
      implements OnlineContext {
    @Override
    public EnvironmentSpec spec() {
      return environment.spec();
    }

    @Override
    public long environmentSteps() {
      return environment.steps();
    }

    @Override
    public String trial() {
      return request.trial().id();
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
