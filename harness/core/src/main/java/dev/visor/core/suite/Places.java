package dev.visor.core.suite;

import java.util.Map;

/**
 * Where the values of a suite were written, so that a name which nothing answers to can be told
 * with its line. Values that were left to their defaults have no place.
 *
 * @param byPath from the path of a value, such as {@code datasets.kinds[1]} or {@code
 *     algorithms[0].penalty}, to {@code file:line:column} or to the option that set it
 */
public record Places(Map<String, String> byPath) {
  /** For a suite that no file holds. */
  public static final Places NONE = new Places(Map.of());

  public Places {
    byPath = Map.copyOf(byPath);
  }

  /** Where the value of a path stands; empty if it was not written. */
  public String of(String path) {
    return byPath.getOrDefault(path, "");
  }

  /** Where a value of a list stands, counted from 0; empty if it was not written. */
  public String of(String path, int index) {
    return of(path + "[" + index + "]");
  }
}
