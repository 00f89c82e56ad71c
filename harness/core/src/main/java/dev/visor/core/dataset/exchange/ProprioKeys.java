package dev.visor.core.dataset.exchange;

import dev.visor.core.VisorException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Which arrays of foreign files are the state observation.
 *
 * @param named the keys, in order; empty to take {@code proprio} or {@code state} if it is there
 */
public record ProprioKeys(List<String> named) {
  /** What Visor writes itself. */
  static final String OWN = "proprio";

  public ProprioKeys {
    named = List.copyOf(named);
  }

  /**
   * Those of the keys that there are.
   *
   * @throws VisorException with exit code 2 if one that was named is not among them
   */
  List<String> among(SortedSet<String> keys, Path path) {
    for (String key : named) {
      if (!keys.contains(key)) {
        throw VisorException.usage(
            "the files do not all have the key '" + key + "'; they have " + keys,
            path.toString(),
            "name others with --proprio, or none");
      }
    }
    return named.isEmpty()
        ? Stream.of(OWN, "state").filter(keys::contains).limit(1).toList()
        : named;
  }
}
