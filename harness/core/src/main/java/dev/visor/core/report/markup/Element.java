package dev.visor.core.report.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of a page, with its attributes and what is in it.
 *
 * <p>There is no way to add text as it stands: every text and every value of an attribute is
 * escaped when it is written. So whatever a suite, a plugin or a trial calls itself can neither end
 * an element nor begin one. What is written is HTML and well-formed XML at once.
 */
public final class Element {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Set<String> EMPTY =
      Set.of("br", "img", "link", "meta", "source", "circle", "line", "path", "polygon", "rect");
  private static final Set<String> INLINE =
      Set.of("a", "abbr", "b", "code", "data", "em", "span", "strong", "title");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Piece> pieces = new ArrayList<>();

  /** What can be in an element. */
  private sealed interface Piece {}

  private record Text(String text) implements Piece {}

  private record Child(Element element) implements Piece {}

  private Element(String name) {
    this.name = checked(name);
  }

  /** An element without anything. */
  public static Element of(String name) {
    return new Element(name);
  }

  /** An element with a text. */
  public static Element of(String name, String text) {
    return new Element(name).text(text);
  }

  /** Sets an attribute, and returns this element. */
  public Element with(String attribute, String value) {
    attributes.put(checked(attribute), value);
    return this;
  }

  /** Sets the classes that style it, and returns this element. */
  public Element styled(String classes) {
    return with("class", classes);
  }

  /** Adds elements after what is there, and returns this element. */
  public Element add(Element... children) {
    return add(List.of(children));
  }

  /** Adds elements after what is there, and returns this element. */
  public Element add(List<Element> children) {
    if (EMPTY.contains(name) && !children.isEmpty()) {
      throw new IllegalArgumentException("a " + name + " holds nothing");
    }
    children.forEach(child -> pieces.add(new Child(child)));
    return this;
  }

  /** Adds a text after what is there, and returns this element. */
  public Element text(String text) {
    // In HTML these two are not read as text with escapes.
    if (name.equals("script") || (name.equals("style") && text.matches("(?s).*[<&>\"].*"))) {
      throw new IllegalArgumentException("no such text can be in a " + name);
    }
    pieces.add(new Text(text));
    return this;
  }

  /** The element as it is written. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          escape(value, out);
          out.append('"');
        });
    if (EMPTY.contains(name)) {
      out.append("/>");
    } else {
      out.append('>');
      for (Piece piece : pieces) {
        if (piece instanceof Child child) {
          child.element.write(out);
        } else if (piece instanceof Text text) {
          escape(text.text, out);
        }
      }
      out.append("</").append(name).append('>');
    }
    if (!INLINE.contains(name)) {
      out.append('\n');
    }
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' names no element and no attribute");
    }
    return name;
  }

  /** What XML has no character for becomes the one that stands for what cannot be shown. */
  private static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(shown(point) ? point : 0xfffd);
              }
            });
  }

  private static boolean shown(int point) {
    return point == '\n'
        || point == '\t'
        || (point >= 0x20 && point < 0x7f)
        || (point >= 0xa0
            && !(point >= 0xd800 && point <= 0xdfff)
            && !(point >= 0x202a && point <= 0x202e) // would turn the text around it
            && !(point >= 0x2066 && point <= 0x2069)
            && (point & 0xfffe) != 0xfffe);
  }
}
