package dev.visor.core.plugin;

import dev.visor.core.NearestName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of one type of parameter as text and back. A value has one text, the same on every
 * Java, because a trial's identity is made of it.
 */
final class ParameterText {
  private static final Pattern WHOLE = Pattern.compile("([-+]?[0-9][0-9.]*(?:[eE][0-9]+)?)([kM]?)");

  private final Class<?> type;

  private ParameterText(Class<?> type) {
    this.type = type;
  }

  /**
   * @throws IllegalArgumentException if a parameter cannot be of that type
   */
  static ParameterText of(Class<?> type) {
    List<Class<?>> simple =
        List.of(int.class, long.class, double.class, boolean.class, String.class);
    if (!simple.contains(type) && !type.isEnum()) {
      throw new IllegalArgumentException(
          "has the type "
              + type.getSimpleName()
              + ", and must be int, long, double, boolean, String or an enum");
    }
    return new ParameterText(type);
  }

  /** The type as a person reads it; see {@link ParameterCard#type()}. */
  String label() {
    return type.isEnum()
        ? String.join("|", choices())
        : type == String.class ? "text" : type.getSimpleName();
  }

  /** Whether bounds apply. */
  boolean isNumber() {
    return type == int.class || type == long.class || type == double.class;
  }

  String write(Object value) {
    if (value instanceof Enum<?> choice) {
      return choice(choice);
    }
    return value instanceof Double number ? shortest(number) : value.toString();
  }

  /**
   * @throws IllegalArgumentException saying what was expected, as the end of a sentence that begins
   *     with the parameter's name
   */
  Object read(String text) {
    if (type == int.class) {
      return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class) {
      return number(text);
    } else if (type == boolean.class) {
      return truth(text);
    }
    return type.isEnum() ? constant(text) : text;
  }

  private static long whole(String text, long least, long greatest) {
    Matcher matcher = WHOLE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is '" + text + "', and must be a whole number such as 500, 20k or 1M");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1_000;
          case "M" -> 1_000_000;
          default -> 1;
        };
    try {
      long value =
          new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact();
      if (value >= least && value <= greatest) {
        return value;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "is '" + text + "', and must be a whole number such as 500, 20k or 1M", e);
    }
    throw new IllegalArgumentException(
        "is " + text + ", and must lie within " + least + " and " + greatest);
  }

  private static double number(String text) {
    double value;
    try {
      value = new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "is '" + text + "', and must be a number such as 0.001 or 3e-4", e);
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("is '" + text + "', which is too large for a number");
    }
    return value;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is '" + text + "', and must be true or false");
    };
  }

  private Object constant(String text) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
    for (Object constant : type.getEnumConstants()) {
      if (choice((Enum<?>) constant).equals(wanted)) {
        return constant;
      }
    }
    List<String> choices = choices();
    throw new IllegalArgumentException(
        "is '"
            + text
            + "', and must be one of "
            + String.join(", ", choices)
            + NearestName.of(wanted, choices)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(""));
  }

  private List<String> choices() {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> choice((Enum<?>) constant))
        .collect(Collectors.toList());
  }

  private static String choice(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The fewest digits that are read back as the same number. {@code Double.toString} changed with
   * JDK 19.
   */
  private static String shortest(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact;
    int digits = 0;
    do {
      digits++;
      rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    } while (rounded.doubleValue() != value);
    BigDecimal plain = rounded.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    return exponent >= -5 && exponent < 15
        ? plain.toPlainString()
        : plain.toString().toLowerCase(Locale.ROOT);
  }
}
