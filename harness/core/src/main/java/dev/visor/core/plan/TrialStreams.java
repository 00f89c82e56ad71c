package dev.visor.core.plan;

import dev.visor.api.DatasetId;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.TaskId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The named random streams of a trial's training. They depend on suite seed, task, dataset and seed
 * index, and on nothing else: two variants of a cell draw the same numbers under the same names,
 * and a new version of an algorithm meets the same luck as the old one.
 *
 * <p>The positions of all streams can be taken and put back, which is what a checkpoint keeps of
 * them. For use by one thread.
 */
public final class TrialStreams implements RandomStreams {
  private final String suiteSeed;
  private final String task;
  private final String dataset;
  private final String seedIndex;
  private final SortedMap<String, RandomStream> streams = new TreeMap<>();

  /** The streams of a trial, each at its beginning. */
  public static TrialStreams of(PlannedTrial trial) {
    return new TrialStreams(trial.suiteSeed(), trial.task(), trial.dataset(), trial.seedIndex());
  }

  TrialStreams(long suiteSeed, TaskId task, DatasetId dataset, int seedIndex) {
    this.suiteSeed = Long.toString(suiteSeed);
    this.task = task.toString();
    this.dataset = dataset.toString();
    this.seedIndex = Integer.toString(seedIndex);
  }

  @Override
  public RandomStream stream(String name) {
    return streams.computeIfAbsent(
        name,
        unused -> RandomStream.of("trial", suiteSeed, task, dataset, seedIndex, "training", name));
  }

  /** Where every stream that was asked for now stands. */
  public SortedMap<String, Long> positions() {
    SortedMap<String, Long> positions = new TreeMap<>();
    streams.forEach((name, stream) -> positions.put(name, stream.position()));
    return positions;
  }

  /**
   * Puts every stream back to where it stood; those not named go to their beginning. Streams handed
   * out before are moved, not replaced.
   */
  public void restore(Map<String, Long> positions) {
    streams.values().forEach(stream -> stream.seek(0));
    positions.forEach((name, position) -> stream(name).seek(position));
  }
}
