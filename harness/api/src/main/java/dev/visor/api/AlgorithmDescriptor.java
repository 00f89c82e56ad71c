package dev.visor.api;

import java.util.Set;
import java.util.function.Function;

/**
 * What is known of an algorithm without running it.
 *
 * @param <P> its parameters: a record whose components are {@code int}, {@code long}, {@code
 *     double}, {@code boolean}, {@code String} or enums, each with a {@link Parameter}
 * @param id lower-case name, as in a suite
 * @param version 1 or more; it changes whenever the same parameters would give another result
 * @param summary one sentence on what it does
 * @param paper where it was published
 * @param parameters the record's class
 * @param defaults the record's values in a profile
 * @param modes what it can learn from, one or both
 * @param wholeState whether its agents are told the {@linkplain TaskDescriptor#state() whole state}
 *     in the place of what they would feel. Such an agent makes behaviours to record data from; it
 *     learns in environments alone, and its scores are none to compare with
 */
public record AlgorithmDescriptor<P extends Record>(
    String id,
    int version,
    String summary,
    String paper,
    Class<P> parameters,
    Function<Profile, P> defaults,
    Set<LearningMode> modes,
    boolean wholeState) {

  public AlgorithmDescriptor {
    modes = Set.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("the algorithm " + id + " learns from nothing");
    }
    if (wholeState && modes.contains(LearningMode.OFFLINE)) {
      throw new IllegalArgumentException(
          "the algorithm " + id + " asks for the whole state, which no dataset holds");
    }
  }

  /** An algorithm whose agents see pictures, and feel what a body feels. */
  public AlgorithmDescriptor(
      String id,
      int version,
      String summary,
      String paper,
      Class<P> parameters,
      Function<Profile, P> defaults,
      Set<LearningMode> modes) {
    this(id, version, summary, paper, parameters, defaults, modes, false);
  }

  /** An algorithm that learns from datasets alone. */
  public AlgorithmDescriptor(
      String id,
      int version,
      String summary,
      String paper,
      Class<P> parameters,
      Function<Profile, P> defaults) {
    this(id, version, summary, paper, parameters, defaults, Set.of(LearningMode.OFFLINE));
  }
}
