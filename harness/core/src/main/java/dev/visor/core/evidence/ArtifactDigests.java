package dev.visor.core.evidence;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes between a trial's question and its answer, as SHA-256 in hexadecimal. With them,
 * somebody who makes the trial again and comes to another result can say from which step on it is
 * another, although the files themselves are long gone.
 *
 * @param dataset of all arrays that it learned from, whatever its size; empty if it learned in an
 *     environment
 * @param scalars of {@code scalars.csv}
 * @param policies of each policy that was evaluated, by the update after which it was written
 */
public record ArtifactDigests(String dataset, String scalars, SortedMap<Long, String> policies) {
  /**
   * Nothing is known: the trial did not end well, or its manifest is from before they were kept.
   */
  public static final ArtifactDigests UNKNOWN =
      new ArtifactDigests("", "", Collections.emptySortedMap());

  public ArtifactDigests {
    policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
  }

  /** Whether anything is known. */
  public boolean known() {
    return !scalars.isEmpty();
  }
}
