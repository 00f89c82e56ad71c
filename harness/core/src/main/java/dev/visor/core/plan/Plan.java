package dev.visor.core.plan;

import dev.visor.api.MetricDescriptor;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.suite.Suite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The grid of a suite. Its trials stand in plan order, the order of every table that Visor writes:
 * by task, kind, size, variant and seed, each in the order of the suite; those that learn in a
 * task's environment come after those that learn from its datasets.
 *
 * @param suite the suite, with tasks named by their version and every parameter filled in
 * @param trials in plan order, with different ids; never empty
 * @param datasets what the trials learn from, each once, in the order in which they are first
 *     needed
 * @param tasks what the trials solve, in the order of the suite
 * @param metrics what is measured of each trial, in the order of the suite
 */
public record Plan(
    Suite suite,
    List<PlannedTrial> trials,
    List<PlannedDataset> datasets,
    List<TaskDescriptor> tasks,
    List<MetricDescriptor> metrics) {
  public Plan {
    trials = List.copyOf(trials);
    datasets = List.copyOf(datasets);
    tasks = List.copyOf(tasks);
    metrics = List.copyOf(metrics);
  }

  /**
   * The part of this plan that a filter lets through. The suite stays as it is: the rest of it is
   * left for another time.
   *
   * @throws dev.visor.core.VisorException if nothing is left
   */
  public Plan only(TrialFilter filter) {
    return keeping(filter.of(trials));
  }

  /**
   * What is left of this plan if some trials are done already; empty if nothing is.
   *
   * @param done identities of trials
   */
  public Optional<Plan> without(Set<String> done) {
    List<PlannedTrial> left =
        trials.stream().filter(trial -> !done.contains(trial.identity())).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(keeping(left));
  }

  private Plan keeping(List<PlannedTrial> kept) {
    Set<String> identities = new LinkedHashSet<>();
    kept.forEach(trial -> identities.add(trial.datasetIdentity()));
    return new Plan(
        suite,
        kept,
        datasets.stream().filter(dataset -> identities.contains(dataset.identity())).toList(),
        tasks,
        metrics);
  }
}
