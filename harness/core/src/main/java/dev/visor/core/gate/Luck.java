package dev.visor.core.gate;

import dev.visor.core.evidence.TrialRow;
import java.util.List;

/**
 * What cells have in common whose trials draw the same random numbers, seed by seed: the streams of
 * a trial depend on task, dataset and seed, and not on the variant. Two variants that differ in
 * their policies alone may even have the same world model, and so their scores rise and fall
 * together.
 *
 * @param task of the cells
 * @param dataset they learn from; its size is no part of what streams depend on
 * @param now the seeds of the run that have a value
 * @param before those that it is held against
 */
record Luck(String task, String dataset, List<Integer> now, List<Integer> before) {
  static Luck of(List<TrialRow> now, List<TrialRow> before) {
    TrialRow any = before.get(0);
    return new Luck(any.task(), any.dataset(), seeds(now), seeds(before));
  }

  private static List<Integer> seeds(List<TrialRow> rows) {
    return rows.stream()
        .filter(row -> row.value().isPresent())
        .map(TrialRow::seedIndex)
        .sorted()
        .toList();
  }
}
