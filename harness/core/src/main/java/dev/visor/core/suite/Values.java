package dev.visor.core.suite;

import dev.visor.core.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Single values of a suite, with their bounds; what is out of them is an IllegalArgumentException.
 */
final class Values {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*");

  /** A trial's folder is named after its variant, and the name of a folder has an end. */
  private static final int LONGEST_NAME = 40;

  private static final long MOST_STEPS = 1_000_000_000;
  private static final int SMALLEST_IMAGE = 16;
  private static final int LARGEST_IMAGE = 512;

  private Values() {}

  /** A name of the user's own. */
  static String name(String text) {
    if (!NAME.matcher(text).matches() || text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no name; it must be lower-case letters and digits, joined by - or _, "
              + LONGEST_NAME
              + " at most");
    }
    return text;
  }

  /** The root of random streams. */
  static long seed(String text) {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no whole number of 64 bits", e);
    }
    if (value == 0) {
      throw new IllegalArgumentException(
          "the seed is 0, which some libraries take for no seed at all");
    }
    return value;
  }

  /** The edge of a picture in pixels. */
  static int imageSize(String text) {
    int edge = Units.pixels(text);
    if (edge < SMALLEST_IMAGE || edge > LARGEST_IMAGE) {
      throw new IllegalArgumentException(
          "a picture of "
              + text
              + " is not within "
              + Units.pixels(SMALLEST_IMAGE)
              + " and "
              + Units.pixels(LARGEST_IMAGE));
    }
    return edge;
  }

  /** A whole number from 1. */
  static Function<String, Integer> count(int most) {
    return text -> {
      long value = Units.count(text);
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(text + " is not within 1 and " + most);
      }
      return (int) value;
    };
  }

  /** Control steps in an environment. */
  static DatasetSize steps(String text) {
    long value = Units.count(text);
    if (value < 1 || value > MOST_STEPS) {
      throw new IllegalArgumentException(text + " is not within 1 and 1000M");
    }
    return DatasetSize.of(value);
  }

  /** One of an enumeration, in lower case. */
  static <E extends Enum<E>> Function<String, E> choice(E[] constants) {
    List<String> ids =
        Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    return text -> {
      int index = ids.indexOf(text);
      if (index < 0) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is none of "
                + String.join(", ", ids)
                + NearestName.of(text, ids).map(id -> "; did you mean " + id + "?").orElse(""));
      }
      return constants[index];
    };
  }
}
