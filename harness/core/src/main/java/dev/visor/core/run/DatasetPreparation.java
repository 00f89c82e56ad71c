package dev.visor.core.run;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.PlannedTrial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes sure of the datasets that trials are about to learn from: those that are there are checked,
 * those that are not are built, each once, in this process.
 *
 * <p>A dataset that is there and damaged ends the run before anything is begun. One that cannot be
 * built is only the loss of the trials that need it.
 */
final class DatasetPreparation {
  private final RunHost host;
  private final ProgressListener listener;
  private final Interruption interruption;
  private final int threads;

  DatasetPreparation(
      RunHost host, ProgressListener listener, Interruption interruption, int threads) {
    this.host = host;
    this.listener = listener;
    this.interruption = interruption;
    this.threads = threads;
  }

  /**
   * Finds out what is not there.
   *
   * @return in the order of the plan
   * @throws VisorException if a dataset that some trial needs is there and damaged
   */
  List<PlannedDataset> absent(Plan plan, List<PlannedTrial> pending) {
    Set<String> needed =
        pending.stream().map(PlannedTrial::datasetIdentity).collect(Collectors.toSet());
    return plan.datasets().stream()
        .filter(dataset -> needed.contains(dataset.identity()) && !present(dataset))
        .toList();
  }

  /**
   * Builds datasets, until somebody interrupts.
   *
   * @return why some could not be built, by their identity
   */
  Map<String, String> build(List<PlannedDataset> absent) {
    DatasetRequests requests = new DatasetRequests(host.plugins());
    Map<String, String> missing = new LinkedHashMap<>();
    for (PlannedDataset dataset : absent) {
      if (interruption.requested()) {
        break;
      }
      try {
        build(dataset, requests);
      } catch (VisorException e) {
        if (e.exit() == ExitCode.INTERRUPTED) {
          break;
        }
        String reason = "the dataset " + dataset.recipe().id() + " could not be built: " + e.what();
        missing.put(dataset.identity(), reason);
        String remedy = e.remedy().isEmpty() ? "" : "; " + e.remedy();
        listener.on(new RunEvent.Noticed(reason + "; its trials are skipped" + remedy));
      }
    }
    return missing;
  }

  private boolean present(PlannedDataset dataset) {
    return host.datasets()
        .find(dataset.identity())
        .map(
            found -> {
              found.close();
              return true;
            })
        .orElse(false);
  }

  private void build(PlannedDataset dataset, DatasetRequests requests) {
    BuildRequest request = requests.of(dataset.recipe(), dataset.observation(), threads);
    BuildProgress progress =
        new BuildProgress() {
          @Override
          public void episodes(int done, int of) {
            listener.on(new RunEvent.DatasetProgressed(dataset, done, of));
          }

          @Override
          public void waiting() {
            listener.on(new RunEvent.DatasetAwaited(dataset));
          }
        };
    host.datasets().build(request, progress, interruption).close();
  }
}
