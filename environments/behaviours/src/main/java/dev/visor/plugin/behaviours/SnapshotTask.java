package dev.visor.plugin.behaviours;

import dev.visor.api.TaskId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A task with trained actors, and which of them is what.
 *
 * @param task that they play
 * @param replay actors along the training up to {@code medium}, in its order
 * @param medium the one that earns about half of what the expert does
 * @param expert the one that earns most
 */
record SnapshotTask(
    TaskId task, List<Snapshots.Entry> replay, Snapshots.Entry medium, Snapshots.Entry expert) {
  /** What medium earns, of the expert's return. */
  private static final double MEDIUM_SHARE = 0.5;

  /** Every task that has any. */
  static List<SnapshotTask> of(List<Snapshots.Entry> entries) {
    Map<TaskId, List<Snapshots.Entry>> byTask =
        entries.stream()
            .sorted(
                Comparator.comparing(Snapshots.Entry::task)
                    .thenComparing(Snapshots.Entry::environmentSteps))
            .collect(
                Collectors.groupingBy(
                    Snapshots.Entry::task, LinkedHashMap::new, Collectors.toList()));
    return byTask.values().stream().map(SnapshotTask::ofOne).toList();
  }

  /** What each is comes from the returns of drawn actions, which is how data is recorded. */
  private static SnapshotTask ofOne(List<Snapshots.Entry> entries) {
    Snapshots.Entry expert =
        entries.stream()
            .max(Comparator.comparingDouble(Snapshots.Entry::drawnReturn))
            .orElseThrow();
    double wanted = MEDIUM_SHARE * expert.drawnReturn();
    Snapshots.Entry medium =
        entries.stream()
            .min(Comparator.comparingDouble(entry -> Math.abs(entry.drawnReturn() - wanted)))
            .orElseThrow();
    List<Snapshots.Entry> replay =
        entries.stream()
            .filter(entry -> entry.environmentSteps() <= medium.environmentSteps())
            .toList();
    return new SnapshotTask(expert.task(), replay, medium, expert);
  }
}
