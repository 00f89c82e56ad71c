package dev.visor.core.run;

import dev.visor.core.evidence.Fingerprints;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.TrialWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is in a run's folder when a run begins, and what is therefore left to do.
 *
 * @param pending trials to be carried out, in plan order
 * @param costs of those that are done
 * @param done manifests and costs of those that are done, which need not be read again
 * @param remarks what the user should know, one sentence each
 */
record Inventory(
    List<PlannedTrial> pending,
    List<RunEvent.Finished> costs,
    Map<String, FinishedTrial> done,
    List<String> remarks) {

  /** Looks the folder through, and completes what was cut short in the middle of its commit. */
  static Inventory of(
      List<PlannedTrial> wanted, RunFolder folder, CodeBase code, boolean rerunStale)
      throws IOException {
    try {
      return counted(wanted, folder, code, rerunStale);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Inventory counted(
      List<PlannedTrial> wanted, RunFolder folder, CodeBase code, boolean rerunStale) {
    List<PlannedTrial> pending = new ArrayList<>();
    List<RunEvent.Finished> costs = new ArrayList<>();
    Map<String, FinishedTrial> done = new HashMap<>();
    Fingerprints shared = new Fingerprints();
    Map<TrialStatus, Integer> again = new EnumMap<>(TrialStatus.class);
    TreeSet<String> changed = new TreeSet<>();
    int stale = 0;
    // To read ten thousand takes seconds: every processor helps. What is found stays in plan order.
    List<Optional<Manifest>> found =
        wanted.parallelStream().map(trial -> find(trial, folder, shared)).toList();
    for (int i = 0; i < found.size(); i++) {
      PlannedTrial trial = wanted.get(i);
      Optional<Manifest> manifest = found.get(i);
      if (manifest.isEmpty()) {
        pending.add(trial);
      } else if (manifest.get().status() != TrialStatus.OK) {
        again.merge(manifest.get().status(), 1, Integer::sum);
        pending.add(trial);
      } else {
        List<String> other = code.changed(trial, manifest.get().fingerprint());
        changed.addAll(other);
        stale += other.isEmpty() ? 0 : 1;
        if (!other.isEmpty() && rerunStale) {
          pending.add(trial);
        } else {
          Timings timings = Timings.read(folder.trial(trial).timings());
          costs.add(new RunEvent.Finished(trial, timings));
          done.put(trial.id(), new FinishedTrial(manifest.get(), timings));
        }
      }
    }
    return new Inventory(pending, costs, done, remarks(again, stale, changed, rerunStale));
  }

  private static Optional<Manifest> find(
      PlannedTrial trial, RunFolder folder, Fingerprints shared) {
    try {
      new TrialWork(folder, trial).recover();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.manifest(trial, shared);
  }

  private static List<String> remarks(
      Map<TrialStatus, Integer> again, int stale, TreeSet<String> changed, boolean rerunStale) {
    List<String> remarks = new ArrayList<>();
    if (!again.isEmpty()) {
      String counts =
          again.entrySet().stream()
              .map(entry -> entry.getValue() + " " + entry.getKey().id())
              .collect(Collectors.joining(", "));
      remarks.add("trials that did not end well are run again: " + counts);
    }
    if (stale > 0) {
      remarks.add(
          trials(stale)
              + " computed by other code ("
              + String.join(", ", changed)
              + " changed since) and "
              + (rerunStale ? "run again" : "kept; --rerun-stale runs them again"));
    }
    return remarks;
  }

  private static String trials(int count) {
    return count == 1 ? "1 trial was" : count + " trials were";
  }
}
