package dev.visor.core.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a dataset a trial sees: {@code full}, or so many transitions as {@code 10k}. Episodes
 * are taken whole, in a seeded order, until there are as many transitions: every episode of {@code
 * 10k} is in {@code 50k}. For online training it is a number of control steps, {@code full}
 * excepted.
 *
 * @param transitions at least so many; {@link Long#MAX_VALUE} for all
 * @param text in its shortest form, so that {@code 10k} and {@code 10000} are the same size
 */
public record DatasetSize(long transitions, String text) {
  /** Everything. */
  public static final DatasetSize FULL = new DatasetSize(Long.MAX_VALUE, "full");

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,11})([kM]?)");

  /**
   * Reads {@code full}, {@code 500}, {@code 10k} or {@code 1M}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static DatasetSize parse(String text) {
    if (text.equals(FULL.text)) {
      return FULL;
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no dataset size; write full, or a number of transitions such as 10k");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1_000;
          case "M" -> 1_000_000;
          default -> 1;
        };
    return of(Long.parseLong(matcher.group(1)) * unit);
  }

  /** So many transitions, 1 or more. */
  static DatasetSize of(long transitions) {
    return new DatasetSize(transitions, shortest(transitions));
  }

  private static String shortest(long transitions) {
    if (transitions % 1_000_000 == 0) {
      return transitions / 1_000_000 + "M";
    }
    return transitions % 1_000 == 0 ? transitions / 1_000 + "k" : Long.toString(transitions);
  }

  @Override
  public String toString() {
    return text;
  }
}
