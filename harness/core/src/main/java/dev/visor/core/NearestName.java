package dev.visor.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody may have meant by a name that does not exist: the known name that the fewest
 * inserted, left out, exchanged or swapped characters lead to.
 */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name nearest to a written one, upper and lower case being the same. There is none if
   * even the nearest differs in more than a third of the longer name's characters.
   *
   * @param written as somebody wrote it
   * @param known the names that exist, in any order; of equally near ones the alphabetically first
   *     is taken
   */
  public static Optional<String> of(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .sorted()
        .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.isNearTo(wanted))
        .min((a, b) -> Integer.compare(a.distance, b.distance))
        .map(Candidate::name);
  }

  private record Candidate(String name, int distance) {
    boolean isNearTo(String wanted) {
      int longer = Math.max(name.length(), wanted.length());
      // A name of two characters still has a neighbour: one of them may be wrong.
      return distance <= Math.max(longer / 3, longer > 1 ? 1 : 0);
    }
  }

  /** Edits between two texts, where a swap of neighbours is one edit. */
  private static int distance(String a, String b) {
    int[] twoBack = new int[b.length() + 1];
    int[] oneBack = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = twoBack;
      twoBack = oneBack;
      oneBack = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int edits = oneBack[j - 1] + (same ? 0 : 1);
        edits = Math.min(edits, Math.min(oneBack[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits = Math.min(edits, twoBack[j - 2] + 1);
        }
        row[j] = edits;
      }
    }
    return row[b.length()];
  }
}
