package dev.visor.core.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters of a trial as {@code trials.csv} has them, {@code name=value} joined by {@code ;}.
 *
 * @param values by name
 */
public record ParameterList(SortedMap<String, String> values) {
  private static final String NONE = "none";

  public ParameterList {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Reads what {@link #text} wrote; what has no {@code =} is left out. */
  public static ParameterList parse(String text) {
    TreeMap<String, String> values = new TreeMap<>();
    for (String parameter : text.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    return new ParameterList(values);
  }

  /** As {@code trials.csv} has them, by name. */
  public String text() {
    return text(values);
  }

  /**
   * Those that another list has not, or with another value, as text; {@code none} if it has all.
   */
  public String notIn(ParameterList other) {
    Map<String, String> only = new TreeMap<>(values);
    only.entrySet().removeAll(other.values.entrySet());
    return only.isEmpty() ? NONE : text(only);
  }

  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(";"));
  }
}
