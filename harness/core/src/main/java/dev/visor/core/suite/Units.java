package dev.visor.core.suite;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values with their units: {@code 2h}, {@code 1h30m}, {@code 20k}, {@code 64px}. */
final class Units {
  private static final Pattern DURATION =
      Pattern.compile("(?:([0-9]{1,5})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?");
  private static final Pattern PIXELS = Pattern.compile("([0-9]{1,6})px");
  private static final Pattern COUNT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?(?:[eE][+]?[0-9]{1,2})?)([kM]?)");

  private Units() {}

  /**
   * Reads {@code 2h}, {@code 30m}, {@code 45s}, {@code 1d} or several of them, largest first.
   *
   * @throws IllegalArgumentException if it is something else, or no time at all
   */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no length of time; write it with its unit, as 2h, 30m or 1h30m");
    }
    Duration duration =
        Duration.ofDays(part(matcher, 1))
            .plusHours(part(matcher, 2))
            .plusMinutes(part(matcher, 3))
            .plusSeconds(part(matcher, 4));
    if (duration.isZero()) {
      throw new IllegalArgumentException("'" + text + "' is no time at all");
    }
    return duration;
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Writes a length of time in whole seconds so that {@link #duration(String)} reads it. */
  static String duration(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  /**
   * Reads {@code 64px}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static int pixels(String text) {
    Matcher matcher = PIXELS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no picture size; write the edge with its unit, as 64px");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Writes the edge of a picture so that {@link #pixels(String)} reads it. */
  static String pixels(int edge) {
    return edge + "px";
  }

  /**
   * Reads a whole number: {@code 500}, {@code 20k}, {@code 1.5M} or {@code 1e6}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static long count(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (matcher.matches()) {
      BigDecimal unit =
          switch (matcher.group(2)) {
            case "k" -> BigDecimal.valueOf(1_000);
            case "M" -> BigDecimal.valueOf(1_000_000);
            default -> BigDecimal.ONE;
          };
      try {
        return new BigDecimal(matcher.group(1)).multiply(unit).longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("'" + text + "' is no whole number", e);
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no whole number; write it as 500, 20k or 10M");
  }
}
