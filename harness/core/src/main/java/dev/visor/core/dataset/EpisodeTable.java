package dev.visor.core.dataset;

/**
 * Where the episodes of a dataset lie. They follow one another without a gap, an episode of T
 * transitions having T + 1 frames, so that the first transitions alone say everything.
 */
final class EpisodeTable {
  /** Columns of {@code episode.npy}: first frame, first transition, number of transitions. */
  static final int COLUMNS = 3;

  private static final int FIRST_FRAME = 0;
  private static final int FIRST_TRANSITION = 1;
  private static final int LENGTH = 2;

  /** One more entry than there are episodes: the last is the number of transitions. */
  private final long[] firstTransition;

  private EpisodeTable(long[] firstTransition) {
    this.firstTransition = firstTransition;
  }

  /**
   * Reads the table and checks that episodes follow one another.
   *
   * @throws DamageException naming the first episode that does not
   */
  static EpisodeTable read(NpyArray array, long transitions) throws DamageException {
    int episodes = Math.toIntExact(array.header().rows());
    long[] first = new long[episodes + 1];
    for (int e = 0; e < episodes; e++) {
      long length = array.number(e, LENGTH);
      if (array.number(e, FIRST_FRAME) != first[e] + e
          || array.number(e, FIRST_TRANSITION) != first[e]
          || length < 1
          || length >= Integer.MAX_VALUE) {
        throw new DamageException(
            Finding.damaged(
                Field.EPISODE.file(),
                e,
                "says frame "
                    + array.number(e, FIRST_FRAME)
                    + ", transition "
                    + array.number(e, FIRST_TRANSITION)
                    + " and length "
                    + length
                    + " where frame "
                    + (first[e] + e)
                    + ", transition "
                    + first[e]
                    + " and a length of 1 or more belong"));
      }
      first[e + 1] = first[e] + length;
    }
    if (first[episodes] != transitions) {
      throw new DamageException(
          Finding.damaged(
              Field.EPISODE.file(),
              "has "
                  + first[episodes]
                  + " transitions in all where there should be "
                  + transitions));
    }
    return new EpisodeTable(first);
  }

  /** The row that describes an episode. */
  static long[] row(int episode, long firstTransition, int length) {
    return new long[] {firstTransition + episode, firstTransition, length};
  }

  int episodes() {
    return firstTransition.length - 1;
  }

  /** Transitions of all episodes. */
  long transitions() {
    return firstTransition[episodes()];
  }

  long firstFrame(int episode) {
    return firstTransition[episode] + episode;
  }

  long firstTransition(int episode) {
    return firstTransition[episode];
  }

  /** Number of transitions of an episode. */
  int length(int episode) {
    return (int) (firstTransition[episode + 1] - firstTransition[episode]);
  }

  /** Where an episode begins in an array. */
  long firstRow(Field.Unit unit, int episode) {
    return switch (unit) {
      case FRAME -> firstFrame(episode);
      case TRANSITION -> firstTransition(episode);
      case EPISODE -> episode;
    };
  }

  /** How many rows of an array belong to an episode. */
  long rows(Field.Unit unit, int episode) {
    return switch (unit) {
      case FRAME -> length(episode) + 1L;
      case TRANSITION -> length(episode);
      case EPISODE -> 1;
    };
  }
}
