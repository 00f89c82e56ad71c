package dev.visor.core.run;

import dev.visor.api.Algorithm;
import dev.visor.api.Cancellation;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.trial.InlinePhase;
import dev.visor.core.trial.PhaseListener;
import dev.visor.core.trial.PhaseOutcome;
import dev.visor.core.trial.TrialFiles;
import dev.visor.core.trial.TrialHost;
import dev.visor.core.trial.TrialPhase;
import dev.visor.core.trial.TrialRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Phases in this process, one after the other, with the extensions that are loaded already. */
final class InlineEngine implements Engine {
  private final InlinePhase phases;
  private final CodeBase code;

  InlineEngine(RunHost host, CodeBase code) {
    this.code = code;
    this.phases =
        new InlinePhase(
            new TrialHost() {
              @Override
              public Algorithm algorithm(String id) {
                return host.plugins().algorithm(id);
              }

              @Override
              public EnvironmentCatalogue environments() {
                return host.plugins().environments();
              }

              @Override
              public Optional<StoredDataset> dataset(String identity) {
                return host.datasets().find(identity);
              }
            });
  }

  @Override
  public int jobs() {
    return 1;
  }

  @Override
  public boolean isolates() {
    return false;
  }

  @Override
  public PhaseOutcome run(
      TrialPhase phase,
      TrialRequest request,
      TrialFiles files,
      int job,
      Duration wall,
      PhaseListener listener,
      Cancellation cancellation)
      throws IOException {
    PhaseOutcome outcome = phases.run(phase, request, files, listener, cancellation);
    // It ran here, from the jars themselves, which are read class by class.
    code.requireUnreplaced();
    return outcome;
  }
}
