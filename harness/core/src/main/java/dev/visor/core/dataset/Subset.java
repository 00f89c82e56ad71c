package dev.visor.core.dataset;

import dev.visor.api.RandomStream;
import dev.visor.core.VisorException;
import dev.visor.core.suite.DatasetSize;
import java.util.Arrays;

/**
 * Which episodes a smaller size of a dataset holds: the first of a seeded order, as many as are
 * needed. Every size takes from the same order, so that each holds all episodes of the smaller
 * ones; the order depends on the dataset's id and not on its pictures' size.
 */
final class Subset {
  private Subset() {}

  /**
   * Chooses whole episodes with at least as many transitions as the size asks for.
   *
   * @return their numbers, ascending
   * @throws VisorException if there are not so many transitions
   */
  static int[] choose(DatasetCard card, EpisodeTable table, DatasetSize size, long seed) {
    int[] order = new int[table.episodes()];
    Arrays.setAll(order, i -> i);
    if (size.transitions() == DatasetSize.FULL.transitions()) {
      return order;
    }
    if (size.transitions() > table.transitions()) {
      throw VisorException.usage(
          "the size "
              + size
              + " asks for "
              + size.transitions()
              + " transitions, and "
              + card.id()
              + " has "
              + table.transitions(),
          card.id().toString(),
          "choose a smaller size, or full");
    }
    shuffle(order, RandomStream.of(Long.toString(seed), card.id().toString(), "size"));
    long transitions = 0;
    int count = 0;
    while (transitions < size.transitions()) {
      transitions += table.length(order[count++]);
    }
    int[] chosen = Arrays.copyOf(order, count);
    Arrays.sort(chosen);
    return chosen;
  }

  private static void shuffle(int[] order, RandomStream random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
