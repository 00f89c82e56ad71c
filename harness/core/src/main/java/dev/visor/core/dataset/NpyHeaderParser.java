package dev.visor.core.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Python dictionary in a {@code .npy} header: exactly the keys {@code descr}, {@code
 * fortran_order} and {@code shape}, in any order, each once. Of Python's syntax it knows quoted
 * text without escapes, {@code True}, {@code False} and tuples of whole numbers.
 */
final class NpyHeaderParser {
  private static final int MOST_DIMENSIONS = 32;
  private static final int MOST_DIGITS = 18;

  private final String text;
  private final int headerBytes;
  private int position;

  private @Nullable NpyType type;
  private @Nullable Boolean fortranOrder;
  private @Nullable List<Long> shape;

  NpyHeaderParser(String text, int headerBytes) {
    this.text = text;
    this.headerBytes = headerBytes;
  }

  NpyHeader parse() throws MalformedNpyException {
    expect('{');
    while (!accept('}')) {
      entry();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (position < text.length()) {
      throw malformed("goes on after the end of its dictionary");
    }
    if (type == null || fortranOrder == null || shape == null) {
      throw new MalformedNpyException("has a header without descr, fortran_order or shape");
    }
    if (fortranOrder) {
      throw new MalformedNpyException("is in Fortran order; only C order is read");
    }
    if (shape.isEmpty()) {
      throw new MalformedNpyException("holds a single number, not an array");
    }
    return new NpyHeader(type, shape, headerBytes);
  }

  private void entry() throws MalformedNpyException {
    String key = quoted();
    expect(':');
    switch (key) {
      case "descr" -> {
        rejectSecond(type, key);
        type = type();
      }
      case "fortran_order" -> {
        rejectSecond(fortranOrder, key);
        fortranOrder = truth();
      }
      case "shape" -> {
        rejectSecond(shape, key);
        shape = tuple();
      }
      default -> throw malformed("has the unknown key '" + key + "'");
    }
  }

  private void rejectSecond(@Nullable Object value, String key) throws MalformedNpyException {
    if (value != null) {
      throw malformed("has the key '" + key + "' twice");
    }
  }

  private NpyType type() throws MalformedNpyException {
    skipSpace();
    if (position < text.length() && text.charAt(position) == '[') {
      throw malformed("describes a structured array; one of " + NpyType.known() + " is read");
    }
    String descriptor = quoted();
    return NpyType.of(descriptor)
        .orElseThrow(
            () ->
                malformed(
                    "has elements of type '"
                        + descriptor
                        + "'; one of "
                        + NpyType.known()
                        + " is read"));
  }

  private boolean truth() throws MalformedNpyException {
    skipSpace();
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, position)) {
        position += word.length();
        return word.equals("True");
      }
    }
    throw malformed("has a fortran_order that is neither True nor False");
  }

  private List<Long> tuple() throws MalformedNpyException {
    List<Long> numbers = new ArrayList<>();
    expect('(');
    while (!accept(')')) {
      if (numbers.size() == MOST_DIMENSIONS) {
        throw malformed("has more than " + MOST_DIMENSIONS + " dimensions");
      }
      numbers.add(number());
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return numbers;
  }

  private long number() throws MalformedNpyException {
    skipSpace();
    int from = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == from || position - from > MOST_DIGITS) {
      throw malformed("has a dimension that is no whole number of " + MOST_DIGITS + " digits");
    }
    return Long.parseLong(text, from, position, 10);
  }

  private String quoted() throws MalformedNpyException {
    skipSpace();
    if (position < text.length()) {
      char quote = text.charAt(position);
      int end = text.indexOf(quote, position + 1);
      if ((quote == '\'' || quote == '"') && end > 0) {
        String word = text.substring(position + 1, end);
        if (word.length() > 32 || !word.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')) {
          throw malformed("has a name that is not plain text");
        }
        position = end + 1;
        return word;
      }
    }
    throw malformed("has something else where a quoted name belongs");
  }

  private void expect(char character) throws MalformedNpyException {
    if (!accept(character)) {
      throw malformed("has something else where '" + character + "' belongs");
    }
  }

  private boolean accept(char character) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == character) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (position < text.length()
        && (text.charAt(position) == ' ' || text.charAt(position) == '\n')) {
      position++;
    }
  }

  private MalformedNpyException malformed(String what) {
    return new MalformedNpyException(
        "has a header that " + what + ", at its character " + position);
  }
}
