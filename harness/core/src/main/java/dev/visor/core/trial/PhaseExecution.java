package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plugin.PluginContext;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a phase in this process and turns whatever becomes of it into an outcome. Nothing that a
 * plugin throws gets past this class; errors of the JVM are no exception, for a plugin that ran out
 * of stack or memory has unwound both by the time they arrive here.
 */
final class PhaseExecution {
  private static final Logger LOG = LoggerFactory.getLogger(PhaseExecution.class);

  private PhaseExecution() {}

  /** Runs a phase, and leaves its outcome among its files. */
  static PhaseOutcome run(
      TrialPhase phase,
      TrialRequest request,
      TrialFiles files,
      Supplier<TrialHost> host,
      PhaseControl control,
      Stopwatch stopwatch)
      throws IOException {
    Counting counting = new Counting(control);
    PhaseOutcome outcome;
    try {
      boolean finished = perform(phase, request, files, host.get(), counting, stopwatch);
      outcome =
          finished
              ? new PhaseOutcome.Finished(counting.done, counting.updates, stopwatch.usage())
              : new PhaseOutcome.Interrupted(counting.done, counting.updates, stopwatch.usage());
    } catch (Throwable thrown) {
      LOG.error("the {} phase of {} failed", phase.id(), request.trial().id(), thrown);
      Failure failure = Failure.of(thrown);
      outcome =
          new PhaseOutcome.Broken(
              failure.status(),
              failure.reason(),
              failure.again(),
              counting.done,
              counting.updates,
              stopwatch.usage());
    }
    if (phase == TrialPhase.TRAIN && request.isolated()) {
      Optional<String> breach = Isolation.breach();
      if (breach.isPresent()) {
        outcome =
            new PhaseOutcome.Broken(
                TrialStatus.FAILED,
                "training was not offline: " + breach.get(),
                false,
                counting.done,
                counting.updates,
                stopwatch.usage());
      }
    }
    files.outcome(phase, outcome);
    return outcome;
  }

  private static boolean perform(
      TrialPhase phase,
      TrialRequest request,
      TrialFiles files,
      TrialHost host,
      PhaseControl control,
      Stopwatch stopwatch)
      throws IOException {
    Algorithm algorithm = host.algorithm(request.trial().algorithm());
    try (PluginContext plugin = PluginContext.of(algorithm)) {
      return switch (phase) {
        case TRAIN -> {
          try (StoredDataset dataset = dataset(request, host)) {
            yield new TrainPhase(request, files, control, stopwatch)
                .run(algorithm, dataset.view(request.trial().size(), request.trial().suiteSeed()));
          }
        }
        case TRAIN_ONLINE ->
            new OnlineTrainPhase(request, files, control, stopwatch)
                .run(algorithm, host.environments());
        case EVALUATE ->
            new EvaluatePhase(request, files, control).run(algorithm, host.environments());
      };
    }
  }

  private static StoredDataset dataset(TrialRequest request, TrialHost host) {
    return host.dataset(request.trial().datasetIdentity())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the dataset " + request.trial().dataset() + " is not in " + request.data()));
  }

  /** Remembers how far the phase came, for the outcome. */
  private static final class Counting implements PhaseControl {
    private final PhaseControl control;
    private long done;
    private long updates;

    Counting(PhaseControl control) {
      this.control = control;
    }

    @Override
    public void progressed(PhaseProgress progress) {
      done = progress.done();
      updates = progress.updates();
      control.progressed(progress);
    }

    @Override
    public boolean requested() {
      return control.requested();
    }
  }
}
